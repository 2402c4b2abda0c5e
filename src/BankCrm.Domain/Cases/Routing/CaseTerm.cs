using System.Runtime.InteropServices;

namespace BankCrm.Domain.Cases.Routing;

/// <summary>One thing a text says of its category: a word, a part of one, two words, or a few Chinese letters.</summary>
/// <param name="Name">What it is known by: "card", "_card" and "card_" (where a word begins and ends), "my card", "arriv+card".</param>
/// <param name="From">The word of the text it was read in.</param>
/// <param name="To">The second word of two. Null: there is none.</param>
/// <param name="Between">What stands between the two: a space, or an ellipsis where there are other words.</param>
/// <param name="IsWhole">It means something by itself: a word or Chinese letters, not a part, a sign or a number.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CaseTerm(string Name, string From, string? To = null, string Between = " ", bool IsWhole = false)
{
    /// <summary>As a colleague reads it in the text: "card", "not … arrived". Parts of a word are shown as the word.</summary>
    public string Shown => To is null ? From : From + Between + To;
}
