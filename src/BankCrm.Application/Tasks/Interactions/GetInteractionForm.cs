using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Admin.Branches;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Interactions;

/// <summary>What the form of an interaction with a customer offers.</summary>
[Allow(InteractionPermissions.Log)]
public sealed record GetInteractionForm(Guid CustomerId);

/// <param name="Colleagues">Of the customer's branch, without the user.</param>
/// <param name="Products">On sale today.</param>
/// <param name="Templates">Of the user's branch, by name.</param>
public sealed record InteractionForm(string Customer, IReadOnlyList<ColleagueChoice> Colleagues, IReadOnlyList<ProductChoice> Products, IReadOnlyList<TemplateShown> Templates);

public sealed record ColleagueChoice(Guid Id, string Name);

public sealed record ProductChoice(Guid Id, string Name, string ChineseName);

internal sealed class GetInteractionFormHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetInteractionForm, InteractionForm>
{
    private const int Most = 200;

    public async Task<InteractionForm> HandleAsync(GetInteractionForm query, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(query.CustomerId, user, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        var colleagues = await db.Staff.Where(s => s.HomeBranchId == customer.BranchId && s.DisabledAt == null && s.Id != user.StaffId)
            .OrderBy(s => s.Name).Take(Most).Select(s => new ColleagueChoice(s.Id, s.Name)).ToListAsync(ct);
        var products = await db.VersionsShownOn(today)
            .Join(db.Products.Where(p => p.WithdrawnFrom == null || p.WithdrawnFrom > today), v => v.ProductId, p => p.Id, (v, p) => new { p.Id, v.Terms.Name, v.Terms.ChineseName })
            .OrderBy(p => p.Name).Take(Most).ToListAsync(ct);
        return new(
            customer.Name, colleagues, [.. products.Select(p => new ProductChoice(p.Id, p.Name, p.ChineseName))], await db.TemplatesOf(user).ToListAsync(ct));
    }
}
