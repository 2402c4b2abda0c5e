using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Responses;

/// <summary>What would come of a list of answers. Nothing is changed.</summary>
[Allow(ResponsePermissions.Import)]
public sealed record CheckAnswers(Guid CampaignId, string List)
{
    public const int MostLines = AnswerLines.Most;
}

public sealed record LineRefused(int Number, Fault Fault);

/// <param name="New">How many lines can be taken in.</param>
/// <param name="Known">How many were taken in before.</param>
public sealed record AnswersChecked(int New, int Known, IReadOnlyList<LineRefused> Refused);

/// <summary>Takes in the answers of a list, each once. What is refused stays out, and the rest comes in together.</summary>
[Allow(ResponsePermissions.Import)]
public sealed record ImportAnswers(Guid CampaignId, string List);

internal sealed class ImportAnswersValidator : AbstractValidator<ImportAnswers>
{
    public ImportAnswersValidator() => RuleFor(a => a.List).NotEmpty().MaximumLength(AnswerLines.LongestList);
}

/// <summary>A file with answers as text, whatever its letters are written in. Nothing is changed or kept.</summary>
[Allow(ResponsePermissions.Import)]
public sealed record ReadAnswers(Stream File);

public sealed record AnswersRead(string List);

internal sealed class ReadAnswersHandler(IImportFiles files) : IQueryHandler<ReadAnswers, AnswersRead>
{
    private const int MostBytes = 2 * AnswerLines.LongestList;

    public async Task<AnswersRead> HandleAsync(ReadAnswers query, CancellationToken ct) => new(await files.TextAsync(query.File, MostBytes, ct));
}

/// <summary>The name of a campaign, for whoever brings in its answers.</summary>
[Allow(ResponsePermissions.Import)]
public sealed record GetCampaignName(Guid Id);

public sealed record CampaignName(string Name);

internal sealed class GetCampaignNameHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetCampaignName, CampaignName>
{
    public async Task<CampaignName> HandleAsync(GetCampaignName query, CancellationToken ct) =>
        await db.CampaignsSeenBy(user).Where(c => c.Id == query.Id).Select(c => new CampaignName(c.Plan.Name)).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
}

internal sealed class CheckAnswersHandler(CrmDb db, CurrentUser user, AnswerLines reader) : IQueryHandler<CheckAnswers, AnswersChecked>
{
    public async Task<AnswersChecked> HandleAsync(CheckAnswers query, CancellationToken ct)
    {
        Refuse.If(query.List.Length > AnswerLines.LongestList, "At most {0} lines at once: bring them in one file after the other.", AnswerLines.Most);
        await db.DemandCampaignAsync(query.CampaignId, user, ct);
        var lines = await reader.ReadAsync(db, query.CampaignId, query.List, ct);
        return new(
            lines.Count(l => l is { Fault: null, IsKnown: false }), lines.Count(l => l.IsKnown), [.. lines.Where(l => l.Fault is not null).Select(l => new LineRefused(l.Number, l.Fault!))]);
    }
}

internal sealed class ImportAnswersHandler(CrmDb db, CurrentUser user, IRowLock rows, AnswerLines reader, ContactAnswers answers, IAuditTrail audit, TimeProvider clock) : ICommandHandler<ImportAnswers>
{
    public async Task HandleAsync(ImportAnswers command, CancellationToken ct)
    {
        var campaign = await db.DemandCampaignAsync(command.CampaignId, user, ct);
        await rows.TakeAsync<Campaign>(command.CampaignId, ct); // of two with the same file the second finds all known
        var lines = await reader.ReadAsync(db, command.CampaignId, command.List, ct);
        var taken = lines.Where(l => l is { Fault: null, IsKnown: false }).ToList();
        Refuse.If(taken.Count == 0, "No line of this list is new and can be taken in.");
        var now = clock.GetUtcNow();
        var ids = taken.ConvertAll(l => l.ContactId!.Value);
        var contacts = await db.CampaignContacts.AsTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var followed = await answers.KnowAsync(db, [.. contacts.Values], Following.Call | Following.OptOut, now, ct);
        foreach (var line in taken)
        {
            var (contact, said) = (contacts[line.ContactId!.Value], line.Said!.Value);
            var noon = Branch.StartOf(line.Day).AddHours(12).ToUniversalTime();
            contact.Answers(said.Answer, AnswerBy.File, user.Person, noon < now ? noon : now);
            if (said is SaidToOffer.NoMoreOffers)
            {
                followed.OptOut(contact, campaign, user.Person);
            }
            else if (said is SaidToOffer.Interested)
            {
                followed.PlanCall(contact, campaign, on: null, by: null);
            }
        }

        audit.Record(new(AuditEvents.Imported)
        {
            ObjectType = nameof(Campaign),
            ObjectId = command.CampaignId,
            Changes = AuditChanges.Of([("Answers", null, taken.Count), ("Refused", null, lines.Count(l => l.Fault is not null))]),
        });
    }
}

internal static class ImportedCampaign
{
    /// <returns>Its name.</returns>
    /// <exception cref="NotFoundException">There is none for them.</exception>
    public static async Task<string> DemandCampaignAsync(this CrmDb db, Guid id, CurrentUser user, CancellationToken ct) =>
        await db.CampaignsSeenBy(user).Where(c => c.Id == id).Select(c => c.Plan.Name).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
}
