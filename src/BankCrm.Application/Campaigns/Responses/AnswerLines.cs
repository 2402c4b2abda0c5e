using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Responses;

/// <summary>What is to be done with a line of a file of answers.</summary>
/// <param name="ContactId">Null: it is refused.</param>
/// <param name="Fault">Null: it can be taken in.</param>
internal sealed record AnswerLine(int Number, Guid? ContactId, SaidToOffer? Said, DateOnly Day, bool IsKnown, Fault? Fault);

/// <summary>
/// Reads answers that come as lines: code or customer number, answer, day. A line is refused with its reason and takes no other with it; what is known already is
/// told apart, so the same file brings in nothing a second time.
/// </summary>
[Policy]
internal sealed class AnswerLines(TimeProvider clock)
{
    public const int Most = 2000;
    public const int LongestList = 200_000;

    private static readonly char[] Separators = [',', ';', '\t', '，', '；'];

    private static readonly Dictionary<string, SaidToOffer> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["interested"] = SaidToOffer.Interested,
        ["有意向"] = SaidToOffer.Interested,
        ["bought"] = SaidToOffer.Bought,
        ["已购买"] = SaidToOffer.Bought,
        ["not interested"] = SaidToOffer.NotInterested,
        ["无意向"] = SaidToOffer.NotInterested,
        ["later"] = SaidToOffer.Later,
        ["再次致电"] = SaidToOffer.Later,
        ["not reached"] = SaidToOffer.NotReached,
        ["未联系上"] = SaidToOffer.NotReached,
        ["no more offers"] = SaidToOffer.NoMoreOffers,
        ["不再接收营销"] = SaidToOffer.NoMoreOffers,
    };

    /// <exception cref="RefusedException">There is no line, or there are too many.</exception>
    public async Task<IReadOnlyList<AnswerLine>> ReadAsync(CrmDb db, Guid campaignId, string list, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = list.Split('\n').Select((line, index) => (Number: index + 1, Cells: Cells(line))).Where(r => r.Cells.Exists(c => c.Length > 0)).ToList();
        if (rows.Count > 0 && rows[0].Cells is [_, _, .., var last] && !TryDay(last, out _) && !Words.ContainsKey(rows[0].Cells[1]))
        {
            rows.RemoveAt(0); // the names of the columns
        }

        Refuse.If(rows.Count == 0, "There is no line with an answer.");
        Refuse.If(rows.Count > Most, "At most {0} lines at once: bring them in one file after the other.", Most);
        var keys = rows.Select(r => r.Cells[0]).Distinct().ToList();
        var codes = keys.ConvertAll(k => k.ToLowerInvariant());
        var found = await db.CampaignContacts.Where(c => c.CampaignId == campaignId && c.Code != null && (codes.Contains(c.Code) || db.Customers.Any(k => k.Id == c.CustomerId && keys.Contains(k.Number))))
            .Join(db.Customers, c => c.CustomerId, k => k.Id, (c, k) => new { c.Id, c.Code, c.Wave, k.Number, c.PlannedAt, c.Answer, c.AnsweredAt, c.OptedOutAt, c.State }).ToListAsync(ct);
        var byKey = found.GroupBy(c => c.Number).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Wave)!, StringComparer.OrdinalIgnoreCase);
        foreach (var contact in found)
        {
            byKey[contact.Code!] = contact;
        }

        var lines = new List<AnswerLine>(rows.Count);
        var seen = new HashSet<Guid>();
        foreach (var (number, cells) in rows)
        {
            var fault = FaultOf(cells, Branch.DayAt(now), out var said, out var day);
            if (fault is not null || !byKey.TryGetValue(cells[0], out var contact))
            {
                lines.Add(new(number, null, said, day, false, fault ?? new Fault("This campaign contacted nobody of yours under this code or number.")));
                continue;
            }

            var state = contact.State is ContactState.Planned or ContactState.Refused or ContactState.None;
            var answeredOn = contact.AnsweredAt is { } at ? Branch.DayAt(at) : (DateOnly?)null;
            var isKnown = answeredOn == day && contact.Answer == said!.Value.Answer && (said is not SaidToOffer.NoMoreOffers || contact.OptedOutAt is not null);
            fault = !seen.Add(contact.Id) ? new("This customer stands in the file twice.")
                : isKnown ? null
                : state ? new("This customer was not contacted, or may not be any more.")
                : day < Branch.DayAt(contact.PlannedAt) ? new("The day lies before the contact.")
                : answeredOn > day ? new("They have answered later than this.")
                : null;
            lines.Add(new(number, fault is null ? contact.Id : null, said, day, isKnown && fault is null, fault));
        }

        return lines;
    }

    private static Fault? FaultOf(List<string> cells, DateOnly today, out SaidToOffer? said, out DateOnly day)
    {
        (said, day) = (null, default);
        if (cells.Count != 3)
        {
            return new("A line has three parts: code or customer number, answer, day.");
        }

        if (!Words.TryGetValue(cells[1], out var word))
        {
            return new("The answer is one of: interested, bought, later, not interested, not reached, no more offers.");
        }

        said = word;
        return !TryDay(cells[2], out day) ? new("The day is written as 2026-12-31.") : day > today ? new("The day lies in the future.") : null;
    }

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static List<string> Cells(string line) => [.. line.TrimStart('\uFEFF').TrimEnd('\r').Split(Separators).Select(c => c.Trim().Trim('"').Trim())];
}

internal static class SaidWords
{
    extension(SaidToOffer said)
    {
        public ContactAnswer Answer => said switch
        {
            SaidToOffer.Interested => ContactAnswer.Interested,
            SaidToOffer.Bought => ContactAnswer.Bought,
            SaidToOffer.Later => ContactAnswer.Later,
            SaidToOffer.NotReached => ContactAnswer.NotReached,
            _ => ContactAnswer.NotInterested,
        };
    }
}
