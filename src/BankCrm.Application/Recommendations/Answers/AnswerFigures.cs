using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Recommendations.Answers;

namespace BankCrm.Application.Recommendations.Answers;

/// <summary>How often a suggestion was accepted. Asked were those who said yes or no; who said later has not answered yet.</summary>
public sealed record AnswerFigures(int Accepted, int Declined, int Later)
{
    public int Asked => Accepted + Declined;

    /// <summary>Of fewer answers than this no share is told: chance alone would make it.</summary>
    public bool IsEnough => Asked >= SegmentScope.Floor;

    /// <summary>Null: there are not enough answers.</summary>
    public double? Rate => IsEnough ? (double)Accepted / Asked : null;

    /// <summary>The 95 % interval of the rate.</summary>
    public (double Low, double High) Interval => Shares.Wilson(Accepted, Asked);

    public static AnswerFigures None { get; } = new(0, 0, 0);

    internal static AnswerFigures Of(IEnumerable<(AnswerKind Kind, int Count)> counts)
    {
        var all = counts.ToLookup(c => c.Kind, c => c.Count);
        return new(all[AnswerKind.Accepted].Sum(), all[AnswerKind.Declined].Sum(), all[AnswerKind.Later].Sum());
    }
}
