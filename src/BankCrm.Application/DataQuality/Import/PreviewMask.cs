using System.Text.RegularExpressions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Hides in a preview what looks like the number of a person, a telephone, an account or a card, whatever column it stands in.</summary>
internal static partial class PreviewMask
{
    public static string Of(string cell) => cell.Contains(';') ? string.Join("; ", cell.Split(';', StringSplitOptions.TrimEntries).Select(One)) : One(cell);

    private static string One(string cell) =>
        cell.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{cell[0]}***{cell[at..]}"
        : cell.Length <= IdentityNumber.MaxLength && LongNumber().IsMatch(HalfWidth.Of(cell)) ? Mask.Middle(cell, 3, 4)
        : cell;

    // Nine digits in a row, or nothing but digits and what stands between those of a telephone; a day has eight, a time its colon.
    [GeneratedRegex(@"\d{9}|^[+(]?\d([\d\s()/.-]*\d){8,}[\dXx]?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();
}
