using System.Globalization;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Segments.Scores;

/// <summary>How scores are put in words and drawn.</summary>
internal static class ScoreWords
{
    private const double Little = 0.1;
    private const double Much = 0.25;

    public static Colour ColourOf(ScoreState state) => state switch
    {
        ScoreState.InUse => Colour.Green,
        ScoreState.Learnt => Colour.Amber,
        ScoreState.Waiting or ScoreState.Learning => Colour.Blue,
        ScoreState.Failed or ScoreState.TurnedDown => Colour.Red,
        _ => Colour.Grey,
    };

    public static Colour ColourOf(HistoryState state) => state switch
    {
        HistoryState.Ready => Colour.Green,
        HistoryState.Failed => Colour.Red,
        HistoryState.Received => Colour.Amber,
        _ => Colour.Blue,
    };

    public static Colour ColourOf(HistoryColumnUse use) => use switch
    {
        HistoryColumnUse.Before => Colour.Green,
        HistoryColumnUse.After => Colour.Amber,
        _ => Colour.Grey,
    };

    /// <summary>What an index of stability means.</summary>
    public static string Drift(double psi, Text text) => psi < Little ? text["steady"] : psi < Much ? text["has changed"] : text["has changed much"];

    /// <summary>With its sign: what speaks for has a plus.</summary>
    public static string Points(decimal points) => points.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    public static string Figure(double figure, int decimals = 3) => figure.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A place in a drawing of a hundred by a hundred, from below.</summary>
    public static string X(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Y(double share) => (100 - (share * 100)).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>"1 of 8" where that says more than a percentage.</summary>
    public static string Chance(double probability, Show show) => show.Percent((decimal)probability, probability < 0.1 ? 1 : 0);

    public static string Value(string value, Text text) => CellText.IsEmpty(value) ? text["not known"] : value;

    /// <summary>What was gathered here has names and words of ours; what a file held stays as it stood there.</summary>
    public static string Column(string name, bool isOurs, Text text) => isOurs && name.Length > 0 ? text[name] : name;
}
