using System.Globalization;
using BankCrm.Application.Segments.Membership;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Segments;

internal static class ProfileWords
{
    private const int Decade = 10;

    public static string Of(ProfileDimension dimension, ProfilePart part, Text text) => (dimension, part.Value) switch
    {
        (ProfileDimension.Age, int from) => text["{0} to {1} years", from, from + Decade - 1],
        (_, Enum value) => text[value],
        _ => part.Name ?? text["not known"],
    };

    /// <summary>Of a hundred.</summary>
    public static string Width(double? share) => ((share ?? 0) * 100).ToString("0.##", CultureInfo.InvariantCulture);
}
