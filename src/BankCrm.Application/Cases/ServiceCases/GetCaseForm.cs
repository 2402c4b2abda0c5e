using BankCrm.Application.Accounts;
using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>What the form of a new case offers.</summary>
[Allow(CasePermissions.Work)]
public sealed record GetCaseForm(Guid CustomerId);

/// <param name="Open">Cases of the customer that are not settled: perhaps it is one of them.</param>
/// <param name="Queues">Of the customer's branch, in which it may wait.</param>
public sealed record CaseForm(string Customer, CaseChoices Choices, IReadOnlyList<CaseRow> Open, IReadOnlyList<Choice> Queues);

/// <param name="Accounts">Of the customer, as far as this colleague sees them.</param>
/// <param name="Colleagues">Of the branch, whom a complaint may be about.</param>
public sealed record CaseChoices(IReadOnlyList<TopicShown> Categories, IReadOnlyList<CaseAccount> Accounts, IReadOnlyList<Choice> Colleagues);

public sealed record CaseAccount(Guid Id, AccountNumber Number, AccountKind Kind);

internal static class CaseChoicesOf
{
    private const int Most = 200;

    public static async Task<CaseChoices> CaseChoicesAsync(
        this CrmDb db, Guid customerId, Guid branchId, Guid? category, CurrentUser user, IColumnCipher cipher, CancellationToken ct)
    {
        var accounts = await db.HoldingsSeenBy(user, customerId)
            .Join(db.Accounts, h => h.AccountId, a => a.Id, (h, a) => new { a.Id, a.Number, a.Kind, a.Status })
            .OrderBy(a => a.Status == AccountStatus.Closed).ThenBy(a => a.Id).Take(Most).ToListAsync(ct);
        return new(
            await db.TopicsToChooseAsync(TopicTree.Category, category, ct),
            [.. accounts.DistinctBy(a => a.Id).Select(a => new CaseAccount(a.Id, cipher.OpenAccount(a.Id, a.Number), a.Kind))],
            await db.Staff.Where(s => s.HomeBranchId == branchId && s.DisabledAt == null).OrderBy(s => s.Name).Take(Most).Select(s => new Choice(s.Id, s.Name, false)).ToListAsync(ct));
    }
}

internal sealed class GetCaseFormHandler(CrmDb db, CurrentUser user, CaseRows rows, IColumnCipher cipher) : IQueryHandler<GetCaseForm, CaseForm>
{
    private const int Shown = 5;

    public async Task<CaseForm> HandleAsync(GetCaseForm query, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(query.CustomerId, user, ct);
        var open = await rows.OfAsync(
            db.CasesSeenBy(user).Where(c => c.CustomerId == query.CustomerId && c.EndedAt == null).OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(Shown), ct);
        return new(customer.Name, await db.CaseChoicesAsync(customer.Id, customer.BranchId, null, user, cipher, ct), open,
            await db.QueueChoicesAsync(customer.BranchId, QueueTakes.Cases, ct));
    }
}

/// <summary>What the form that changes a case offers.</summary>
[Allow(CasePermissions.Work)]
public sealed record GetCaseChoices(Guid CaseId);

internal sealed class GetCaseChoicesHandler(CrmDb db, CurrentUser user, IColumnCipher cipher) : IQueryHandler<GetCaseChoices, CaseChoices>
{
    public async Task<CaseChoices> HandleAsync(GetCaseChoices query, CancellationToken ct)
    {
        var about = await db.CasesSeenBy(user).Where(c => c.Id == query.CaseId).Select(c => new { c.CustomerId, c.BranchId, c.CategoryId }).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException();
        await db.CustomerToOpenAsync(about.CustomerId, user, ct);
        return await db.CaseChoicesAsync(about.CustomerId, about.BranchId, about.CategoryId, user, cipher, ct);
    }
}
