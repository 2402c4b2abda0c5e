using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Assignment;

/// <summary>What points are given for.</summary>
public enum PointsFor
{
    [Means("Skills that are wished for")] Skills,
    [Means("Speaks the customer's language")] Language,
    [Means("Looks after the customer")] LooksAfter,
    [Means("Free capacity")] Free,
}

/// <summary>One row of the sum: weight × part ÷ whole.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PointsRow(PointsFor For, int Weight, int Part, int Whole)
{
    /// <summary>To one decimal, as it is shown: what is shown adds up.</summary>
    [JsonIgnore]
    public decimal Points => Math.Round((decimal)Weight * Part / Whole, 1, MidpointRounding.AwayFromZero);
}

/// <summary>A colleague, as they were counted.</summary>
/// <param name="PassedOver">Null: they could get it.</param>
public sealed record CountedCandidate(
    Guid StaffId, IReadOnlyList<PointsRow> Rows, int OpenPoints, int Capacity, DateTimeOffset? LastGivenAt, PassedOver? PassedOver)
{
    [JsonIgnore]
    public decimal Total => Rows.Sum(r => r.Points);
}

/// <summary>
/// Who gets a piece of work, and by what sum: the highest total of those who are not passed over. Of equal totals, who was given something out of the
/// queue the longest ago; of those, who has been in the system the longest. Knows nothing of what the work is.
/// </summary>
/// <param name="Candidates">The winner first, those who are passed over last.</param>
public sealed record Counting(IReadOnlyList<CountedCandidate> Candidates)
{
    /// <summary>Null: everybody is passed over.</summary>
    [JsonIgnore]
    public CountedCandidate? Winner => Candidates.FirstOrDefault(c => c.PassedOver is null);

    /// <summary>The next one had as many points: the rule for equal totals decided.</summary>
    [JsonIgnore]
    public bool IsTie => Winner is { } winner && Candidates.Count(c => c.PassedOver is null && c.Total == winner.Total) > 1;

    /// <summary>Equal for equal sums in equal order: what was shown is what is done.</summary>
    [JsonIgnore]
    public string Print => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Candidates.Select(Line)))))[..32];

    public static Counting Of(AskedFor asked, IEnumerable<Candidate> candidates, Weights weights) => new(
        [
            .. candidates
                .Select(c => new CountedCandidate(c.StaffId, Rows(asked, c, weights), c.OpenPoints, c.Capacity, c.LastGivenAt, PassedOver(asked, c)))
                .OrderBy(c => c.PassedOver is null ? 0 : 1)
                .ThenByDescending(c => c.Total)
                .ThenBy(c => c.LastGivenAt ?? DateTimeOffset.MinValue)
                .ThenBy(c => c.StaffId),
        ]);

    private static List<PointsRow> Rows(AskedFor asked, Candidate candidate, Weights weights)
    {
        var rows = new List<PointsRow>();
        if (asked.Wishes.Count > 0)
        {
            rows.Add(new(PointsFor.Skills, weights.Skills, asked.Wishes.Count(candidate.Skills.Knows), asked.Wishes.Count));
        }

        if (asked.HasCustomer || asked.HasLanguage)
        {
            rows.Add(new(PointsFor.Language, weights.Language, candidate.SpeaksIt ? 1 : 0, 1));
        }

        if (asked.HasCustomer)
        {
            rows.Add(new(PointsFor.LooksAfter, weights.LooksAfter, candidate.LooksAfter ? 1 : 0, 1));
        }

        rows.Add(new(PointsFor.Free, weights.Free, Math.Max(0, candidate.Capacity - candidate.OpenPoints), candidate.Capacity));
        return rows;
    }

    private static PassedOver? PassedOver(AskedFor asked, Candidate candidate) =>
        candidate.HeldBack is { } held ? held
        : asked.Needs.Where(n => !candidate.Skills.Knows(n)).ToList() is { Count: > 0 } lacking ? new(PassedOverFor.Skill, Lacking: lacking)
        : candidate.OpenPoints >= candidate.Capacity ? new(PassedOverFor.Capacity)
        : null;

    private static string Line(CountedCandidate c) => string.Create(
        CultureInfo.InvariantCulture,
        $"{c.StaffId} {c.OpenPoints}/{c.Capacity} {c.PassedOver?.For} {c.PassedOver?.Until:O} {string.Join(' ', c.Rows.Select(r => $"{r.For}{r.Weight}*{r.Part}/{r.Whole}"))}");
}
