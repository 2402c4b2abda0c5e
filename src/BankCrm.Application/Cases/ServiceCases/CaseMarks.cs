using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>
/// What stands in the subject of a mail about a case, so that an answer finds it: its number, and a proof under a key of ours that it left from here. Who only knows or guesses the number
/// cannot write on the case.
/// </summary>
[Policy]
internal sealed partial class CaseMarks(IBlindIndex index)
{
    private const string Column = "service_cases.mail_mark";
    private const int Figures = 16;

    /// <summary>[#123-0123456789abcdef]</summary>
    public string Of(long number) => $"[#{number.ToString(CultureInfo.InvariantCulture)}-{ProofOf(number)}]";

    /// <summary>The subject with the mark behind it; what is too long for both is cut.</summary>
    public string On(string subject, long number)
    {
        var (mark, text) = (Of(number), subject.Trim());
        var room = MessageTemplate.SubjectMaxLength - mark.Length - 1;
        if (text.Length > room)
        {
            text = text[..(char.IsHighSurrogate(text[room - 1]) ? room - 1 : room)];
        }

        return $"{text} {mark}";
    }

    /// <summary>The number of the case. Null: no mark of ours stands in it.</summary>
    public long? Read(string subject)
    {
        foreach (Match mark in Mark().Matches(subject))
        {
            var number = long.Parse(mark.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(mark.Groups["proof"].Value), Encoding.ASCII.GetBytes(ProofOf(number))))
            {
                return number;
            }
        }

        return null;
    }

    private string ProofOf(long number) => Convert.ToHexStringLower(index.Of(Column, number.ToString(CultureInfo.InvariantCulture)))[..Figures];

    [GeneratedRegex(@"\[#(?<number>\d{1,12})-(?<proof>[0-9a-f]{16})\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
