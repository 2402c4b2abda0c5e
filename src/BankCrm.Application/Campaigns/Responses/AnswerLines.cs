using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
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
/// told apart, so the same file brings in nothing a second time. Cells may be quoted, and parted by commas, semicolons or tabs.
/// </summary>
[Policy]
internal sealed class AnswerLines(IImportFiles files, TimeProvider clock)
{
    public const int Most = 10_000;
    public const int LongestList = 1_000_000;

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
        var rows = files.Rows(list.TrimStart('\uFEFF')).Where(r => !r.IsBlank || r.Fault is not null).Take(Most + 2)
            .Select(r => (Number: r.Line, Cells: CellsOf(r), r.Fault)).ToList();
        if (rows.Count > 0 && rows[0] is { Fault: null, Cells: [_, var second, .., var last] } && !TryDay(last, out _) && !Words.ContainsKey(second))
        {
            rows.RemoveAt(0); // the names of the columns
        }

        Refuse.If(rows.Count == 0, "There is no line with an answer.");
        Refuse.If(rows.Count > Most, "At most {0} lines at once: bring them in one file after the other.", Most);
        var keys = rows.Select(r => r.Cells[0]).Distinct().ToList();
        var codes = keys.ConvertAll(k => k.ToLowerInvariant());
        var ofCampaign = db.CampaignContacts.Where(c => c.CampaignId == campaignId && c.Code != null);
        var byKey = (await Known(db.Customers.Where(k => keys.Contains(k.Number)).Join(ofCampaign, k => k.Id, c => c.CustomerId, (k, c) => new ContactOf { Contact = c, Number = k.Number })).ToListAsync(ct))
            .GroupBy(c => c.Number).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Wave)!, StringComparer.OrdinalIgnoreCase);
        foreach (var contact in await Known(ofCampaign.Where(c => codes.Contains(c.Code!)).Join(db.Customers, c => c.CustomerId, k => k.Id, (c, k) => new ContactOf { Contact = c, Number = k.Number })).ToListAsync(ct))
        {
            byKey[contact.Code] = contact;
        }

        var lines = new List<AnswerLine>(rows.Count);
        var seen = new HashSet<Guid>();
        foreach (var (number, cells, unreadable) in rows)
        {
            var (said, day) = ((SaidToOffer?)null, default(DateOnly));
            var fault = unreadable ?? FaultOf(cells, Branch.DayAt(now), out said, out day);
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

    // What was typed by hand may have signs of Chinese writing, or another sign on each line.
    private static List<string> CellsOf(CsvRow row) =>
        [.. (row.Cells is [var only] && only.IndexOfAny(Separators) >= 0 ? only.Split(Separators) : row.Cells).Select(c => c.Trim())];

    private static IQueryable<KnownContact> Known(IQueryable<ContactOf> contacts) => contacts.Select(c => new KnownContact(
        c.Contact.Id, c.Contact.Code!, c.Contact.Wave, c.Number, c.Contact.PlannedAt, c.Contact.Answer, c.Contact.AnsweredAt, c.Contact.OptedOutAt, c.Contact.State));

    private sealed class ContactOf
    {
        public CampaignContact Contact { get; init; } = null!;
        public string Number { get; init; } = "";
    }

    private sealed record KnownContact(
        Guid Id, string Code, int Wave, string Number, DateTimeOffset PlannedAt, ContactAnswer? Answer, DateTimeOffset? AnsweredAt, DateTimeOffset? OptedOutAt, ContactState State);
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
