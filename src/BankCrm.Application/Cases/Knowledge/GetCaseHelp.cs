using System.Globalization;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Knowledge;

/// <summary>What colleagues have written that may help with a case: articles by category and words, and texts to begin with.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record GetCaseHelp(Guid CaseId);

/// <param name="Shared">Words that both have, what says most first.</param>
/// <param name="IsOfCategory">It was written for the category of the case.</param>
/// <param name="Helped">With so many cases.</param>
/// <param name="HelpedHere">With this one too.</param>
public sealed record SuggestedArticle(Guid Id, string Title, IReadOnlyList<string> Shared, bool IsOfCategory, int Helped, bool HelpedHere);

public sealed record TextToBegin(Guid Id, ReadyTextUse Use, string Title);

public sealed record CaseHelp(IReadOnlyList<SuggestedArticle> Articles, IReadOnlyList<TextToBegin> Texts);

/// <summary>A ready text with its places filled for a case.</summary>
[Allow(CasePermissions.Work)]
public sealed record FillReadyText(Guid Id, Guid CaseId);

public sealed record FilledText(ReadyTextUse Use, string Words);

/// <summary>What a new article begins with: what the case was called and how it was settled.</summary>
[Allow(CasePermissions.WriteTexts)]
public sealed record GetTextFromCase(Guid CaseId) : IRecorded<TextFromCase>
{
    public AuditRecord Record(TextFromCase shown) => new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(Customer),
        ObjectId = shown.CustomerId,
        CustomerRef = shown.CustomerId,
        BranchId = shown.BranchId,
    };
}

public sealed record TextFromCase(long Number, Guid CustomerId, Guid BranchId, string Title, string Text, Guid? CategoryId, TextLanguage Language);

/// <summary>A case whose words are read for help, by whoever sees it.</summary>
internal sealed class CaseWordsReader(CrmDb db, CurrentUser user, ICustomerVault vault)
{
    /// <exception cref="NotFoundException">There is none, or they do not see it.</exception>
    public async Task<ReadableCase> OfAsync(Guid caseId, CancellationToken ct)
    {
        var found = await db.CasesSeenBy(user).Where(c => c.Id == caseId)
            .Join(db.Customers, c => c.CustomerId, of => of.Id, (c, of) => new { c.Id, c.Number, c.CategoryId, c.Subject, c.ReceivedAt, c.BranchId, c.EndedAt, Customer = of })
            .LeftJoin(db.CustomerKeys, c => c.Customer.Id, k => k.CustomerId, (c, k) => new { c.Id, c.Number, c.CategoryId, c.Subject, c.ReceivedAt, c.BranchId, c.EndedAt, c.Customer, k!.Wrapped })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        user.DemandOpen(found.Customer);
        var safe = found.Wrapped is null ? null : vault.Open(found.Customer.Id, found.Wrapped);
        return new(
            found.Id, found.Number, found.CategoryId, found.ReceivedAt, found.BranchId, found.EndedAt is not null, found.Customer, safe,
            safe?.Open(ServiceCase.SubjectColumn, found.Id, found.Subject) ?? "");
    }

    /// <summary>What was written when it was taken in or settled. Empty: nothing, or the customer was erased.</summary>
    public async Task<string> WordsOfAsync(ReadableCase about, CaseStepKind kind, CancellationToken ct)
    {
        var step = await db.CaseSteps.Where(s => s.CaseId == about.Id && s.Kind == kind && s.Text != null).OrderByDescending(s => s.At).Select(s => new { s.Id, s.Text }).FirstOrDefaultAsync(ct);
        return step is null ? "" : about.Safe?.Open(CaseStep.TextColumn, step.Id, step.Text!) ?? "";
    }
}

internal sealed record ReadableCase(
    Guid Id, long Number, Guid? CategoryId, DateTimeOffset ReceivedAt, Guid BranchId, bool IsEnded, Customer Customer, ICustomerCipher? Safe, string Subject);

internal sealed class GetCaseHelpHandler(CrmDb db, CaseWordsReader cases, ReadyTextDesk desk) : IQueryHandler<GetCaseHelp, CaseHelp>
{
    private const int MostArticles = 5;
    private const int MostTexts = 40;

    /// <summary>So many times as much counts an article of the case's own category.</summary>
    private const double OfCategory = 1.5;

    /// <summary>One shared word that every tenth text has says less; nobody is helped by it.</summary>
    private const double Faintest = 2;

    public async Task<CaseHelp> HandleAsync(GetCaseHelp query, CancellationToken ct)
    {
        var about = await cases.OfAsync(query.CaseId, ct);
        var known = await desk.InUseAsync(db, ct);
        if (known.Texts.Count == 0)
        {
            return new([], []);
        }

        var parent = about.CategoryId is { } category ? await db.CaseTopics.Where(t => t.Id == category).Select(t => t.ParentId).SingleOrDefaultAsync(ct) : null;
        var found = known.Finder.Find($"{about.Subject}\n{await cases.WordsOfAsync(about, CaseStepKind.Opened, ct)}").ToDictionary(f => f.Id);
        var articles = known.Texts.Values.Where(t => t.Use is ReadyTextUse.Article)
            .Select(t => (Text: t, Found: found.GetValueOrDefault(t.Id), IsOfCategory: t.CategoryId is { } of && (of == about.CategoryId || of == parent)))
            .Where(t => t.IsOfCategory || t.Found?.Score >= Faintest)
            .OrderByDescending(t => (t.Found?.Score ?? 0) * (t.IsOfCategory ? OfCategory : 1)).ThenBy(t => t.Text.Title, StringComparer.Ordinal)
            .Take(MostArticles).ToList();
        var ids = articles.ConvertAll(a => a.Text.TextId);
        var helped = await db.TextHelps.Where(h => ids.Contains(h.TextId)).GroupBy(h => h.TextId)
            .Select(g => new { g.Key, Count = g.Count(), Here = g.Any(h => h.CaseId == about.Id) }).ToDictionaryAsync(h => h.Key, ct);
        var language = CustomerMessageContent.LanguageOf(about.Customer.Language);
        return new(
            [
                .. articles.Select(a => new SuggestedArticle(
                    a.Text.Id, a.Text.Title, a.Found?.Words ?? [], a.IsOfCategory, helped.GetValueOrDefault(a.Text.TextId)?.Count ?? 0, helped.GetValueOrDefault(a.Text.TextId)?.Here is true)),
            ],
            [
                .. known.Texts.Values
                    .Where(t => t.Use is not ReadyTextUse.Article && (t.CategoryId is null || about.CategoryId is null || t.CategoryId == about.CategoryId || t.CategoryId == parent))
                    .OrderBy(t => t.Use).ThenBy(t => t.Language == language ? 0 : 1).ThenBy(t => t.CategoryId is null ? 1 : 0).ThenBy(t => t.Title, StringComparer.Ordinal)
                    .Take(MostTexts).Select(t => new TextToBegin(t.Id, t.Use, t.Title)),
            ]);
    }
}

internal sealed class FillReadyTextHandler(CrmDb db, CurrentUser user, CaseWordsReader cases, IPersonNames staff, TimeProvider clock) : IQueryHandler<FillReadyText, FilledText>
{
    public async Task<FilledText> HandleAsync(FillReadyText query, CancellationToken ct)
    {
        var about = await cases.OfAsync(query.CaseId, ct);
        var text = await db.ReadyTexts.SingleOrDefaultAsync(t => t.Id == query.Id && t.State == TemplateState.Approved && t.Use != ReadyTextUse.Article, ct) ?? throw new NotFoundException();
        var branch = await db.Branches.Where(b => b.Id == about.BranchId).Select(b => b.Name).SingleAsync(ct);
        var me = user.StaffId is { } id ? (await staff.OfAsync(db, [id], ct)).GetValueOrDefault(id) : null;
        return new(text.Use, text.Filled(new Dictionary<string, string>
        {
            ["customer.name"] = about.Customer.Name,
            ["branch.name"] = branch,
            ["today"] = CustomerMessageContent.Today(text.Language, clock.GetUtcNow()),
            ["case.number"] = about.Number.ToString(CultureInfo.InvariantCulture),
            ["case.received"] = CustomerMessageContent.Today(text.Language, about.ReceivedAt),
            ["staff.name"] = me ?? "",
        }));
    }
}

internal sealed class GetTextFromCaseHandler(CaseWordsReader cases) : IQueryHandler<GetTextFromCase, TextFromCase>
{
    public async Task<TextFromCase> HandleAsync(GetTextFromCase query, CancellationToken ct)
    {
        var about = await cases.OfAsync(query.CaseId, ct);
        var words = await cases.WordsOfAsync(about, CaseStepKind.Resolved, ct);
        return new(
            about.Number, about.Customer.Id, about.BranchId, about.Subject.Length > ReadyText.TitleMaxLength ? about.Subject[..ReadyText.TitleMaxLength] : about.Subject,
            words.Length > ReadyText.TextMaxLength ? words[..ReadyText.TextMaxLength] : words, about.CategoryId,
            $"{about.Subject}{words}".Any(letter => letter >= '\u4e00' && letter <= '\u9fff') ? TextLanguage.Chinese : TextLanguage.English);
    }
}
