using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Campaigns.Responses;

/// <summary>What whoever opens a link of a campaign sees: the offer, in the customer's language, and nothing of the customer.</summary>
/// <param name="Answer">What was said to it before. Null: nothing.</param>
/// <param name="IsTest">A colleague sent it to themselves: it takes no answer.</param>
public sealed record OfferShown(TextLanguage Language, string Title, string Text, ContactAnswer? Answer, bool OptedOut, bool IsTest = false);

/// <summary>
/// Answers whoever has a link; nobody has signed in. A code opens its own offer only, and none that is unknown, erased or not sent is told from another. That a link
/// was opened says nothing of the customer: machines look where links lead.
/// </summary>
[Policy]
public sealed class Offers(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>A test is looked at when it is sent.</summary>
    private static readonly TimeSpan TestsOpen = TimeSpan.FromDays(7);

    private static readonly ContactState[] Reached = [ContactState.Sending, ContactState.Sent, ContactState.Kept, ContactState.WithColleague, ContactState.Failed];

    /// <summary>Null: the code opens nothing.</summary>
    public async Task<OfferShown?> OpenAsync(string code, string? address, CancellationToken ct)
    {
        if (code.StartsWith(CampaignTest.CodeMark, StringComparison.Ordinal))
        {
            return await FindTestAsync(code, ct);
        }

        if (await FindAsync(code, ct) is not { } found)
        {
            return null;
        }

        if (found.OpenedAt is null)
        {
            await DoAsync(new OpenOffer(found.ContactId), address, ct);
        }

        return found.Shown;
    }

    /// <summary>False: the code opens nothing. To say the same again changes nothing.</summary>
    public async Task<bool> AnswerAsync(string code, bool isInterested, string? address, CancellationToken ct)
    {
        var found = await FindAsync(code, ct);
        var answer = isInterested ? ContactAnswer.Interested : ContactAnswer.NotInterested;
        if (found is not null && found.Shown.Answer != answer && found.Shown.Answer is not ContactAnswer.Bought)
        {
            await DoAsync(new AnswerOffer(found.ContactId, answer), address, ct);
        }

        return found is not null;
    }

    /// <inheritdoc cref="AnswerAsync"/>
    public async Task<bool> OptOutAsync(string code, string? address, CancellationToken ct)
    {
        var found = await FindAsync(code, ct);
        if (found is { Shown.OptedOut: false })
        {
            await DoAsync(new LeaveOffers(found.ContactId), address, ct);
        }

        return found is not null;
    }

    private async Task<OfferShown?> FindTestAsync(string code, CancellationToken ct)
    {
        if (code.Length != CampaignTest.CodeMark.Length + CampaignContact.CodeLength)
        {
            return null;
        }

        await using var work = scopes.CreateWork(CurrentUser.System("campaign links"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginReadingAsync(ct);
        var since = clock.GetUtcNow() - TestsOpen;
        return await db.CampaignTests.Where(t => t.Code == code && t.SentAt > since)
            .Select(t => new OfferShown(t.Language, t.Subject, t.Words, null, false, true)).SingleOrDefaultAsync(ct);
    }

    private async Task<FoundOffer?> FindAsync(string code, CancellationToken ct)
    {
        if (code.Length != CampaignContact.CodeLength || !code.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        await using var work = scopes.CreateWork(CurrentUser.System("campaign links"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginReadingAsync(ct);
        var contact = await db.CampaignContacts.Where(c => c.Code == code && Reached.Contains(c.State))
            .Join(db.CustomersWithMerged, c => c.CustomerId, k => k.Id, (c, k) => new { Contact = c, k.Language, k.Stage }).SingleOrDefaultAsync(ct);
        if (contact is null || contact.Stage is LifeCycleStage.Closed)
        {
            return null;
        }

        var (of, now) = (contact.Contact, clock.GetUtcNow());
        var campaign = await db.Campaigns.AsSplitQuery().SingleAsync(c => c.Id == of.CampaignId, ct);
        var language = CustomerMessageContent.LanguageOf(contact.Language);
        if (campaign.TextFor(new(of.Channel!.Value, of.Arm!.Value, language)) is not { } text)
        {
            return null;
        }

        var names = await db.VersionsShownOn(Branch.DayAt(now)).Where(v => v.ProductId == campaign.Plan.ProductId).Select(v => new { v.Terms.Name, v.Terms.ChineseName }).SingleOrDefaultAsync(ct);
        var isEnglish = text.Language is TextLanguage.English;
        var product = (isEnglish ? names?.Name : names?.ChineseName) ?? "";
        var nobody = isEnglish ? new ContactNames("Dear customer", "your branch", product, code) : new ContactNames("尊敬的客户", "您的开户网点", product, code);
        var said = CampaignWords.Script(text, nobody, now);
        return new(of.Id, of.OpenedAt, new(text.Language, text.Subject.Length > 0 ? CampaignWords.Subject(text, nobody, now) : product, said, of.Answer, of.OptedOutAt is not null));
    }

    // Of two at once the first is kept, and the other finds it so.
    private async Task DoAsync<TCommand>(TCommand command, string? address, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("campaign links", ResponsePermissions.Take) with { IpAddress = address });
        try
        {
            await work.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);
        }
        catch (ConflictException)
        {
            // the same link, at the same moment
        }
    }

    private sealed record FoundOffer(Guid ContactId, DateTimeOffset? OpenedAt, OfferShown Shown);
}
