using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Segments.Scores;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Scores;

/// <summary>Asks by the scores in use: who is in the tenth, fifth or third of which most is expected, or in the half of which least is.</summary>
[Policy]
internal sealed class ScoreFields : ISegmentFields
{
    private const int MostOffered = 50;

    private static readonly (string Field, string Sentence, int From, int To)[] Parts =
    [
        ("score-tenth", "Highest tenth of the score", 1, 1),
        ("score-fifth", "Highest fifth of the score", 1, 2),
        ("score-third", "Highest three tenths of the score", 1, 3),
        ("score-low", "Lower half of the score", 6, 10),
    ];

    public IReadOnlyList<SegmentField> Fields { get; } = [.. Parts.Select(p => Field(p.Field, p.Sentence, p.From, p.To))];

    private static SegmentField Field(string key, string sentence, int from, int to) => FieldMaker.Record(key, sentence, SegmentSubject.Behaviour, (condition, asking) =>
    {
        List<Guid> histories = [.. condition.Values.Select(v => Guid.Parse(v, CultureInfo.InvariantCulture))];
        return r => asking.Db.CustomerScores.Any(s => histories.Contains(s.HistoryId) && s.CustomerId == r.Customer.Id && s.Tenth >= from && s.Tenth <= to);
    }) with
    {
        ReadChoices = async (db, _, ct) =>
        [
            .. await db.OutcomeHistories.Where(h => db.ScoreVersions.Any(v => v.HistoryId == h.Id && v.State == ScoreState.InUse)).OrderBy(h => h.Name).Take(MostOffered)
                .Select(h => new SegmentChoice(h.Id.ToString(), h.Name, null)).ToListAsync(ct),
        ],
    };
}
