using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Products.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Products.Catalogue;

/// <param name="On">The day whose terms are asked for. Null: today.</param>
[Allow(ProductPermissions.Read)]
public sealed record GetProduct(string Code, DateOnly? On = null);

/// <param name="Shown">The version of the day that was asked for; null: there was none.</param>
/// <param name="Versions">The last first.</param>
public sealed record ProductDetails(
    Guid Id, uint Version, string Code, ProductClass Class, string Currency, ProductState State, DateOnly? WithdrawnFrom, string WithdrawalReason,
    DateOnly Today, DateOnly On, VersionDetails? Shown, IReadOnlyList<VersionDetails> Versions)
{
    /// <summary>For heads and crumbs, whatever day was asked for.</summary>
    public ProductTerms Named => (Shown ?? Versions[0]).Terms;
}

/// <param name="Number">1 for the first.</param>
/// <param name="Until">The last day. Null: until further notice.</param>
public sealed record VersionDetails(Guid Id, int Number, DateOnly ValidFrom, DateOnly? Until, RiskGrade? RiskGrade, ProductTerms Terms, DateTimeOffset ChangedAt, string? ChangedBy)
{
    public bool IsComing(DateOnly today) => ValidFrom > today;

    public bool IsInForce(DateOnly today) => ValidFrom <= today && (Until is not { } until || today <= until);
}

internal sealed class GetProductHandler(CrmDb db, StaffNames names, TimeProvider clock) : IQueryHandler<GetProduct, ProductDetails>
{
    public async Task<ProductDetails> HandleAsync(GetProduct query, CancellationToken ct)
    {
        var code = query.Code.ToUpperInvariant();
        var product = await db.Products.AsSplitQuery().SingleOrDefaultAsync(p => p.Code == code, ct) ?? throw new NotFoundException();
        var writers = await names.OfAsync(db, product.Versions.Select(v => v.ChangedBy).OfType<Guid>(), ct);

        var today = Branch.DayAt(clock.GetUtcNow());
        var inOrder = product.Versions.OrderBy(v => v.ValidFrom).ToList();
        var versions = inOrder.Select((v, i) => new VersionDetails(
            v.Id, i + 1, v.ValidFrom, i + 1 < inOrder.Count ? inOrder[i + 1].ValidFrom.AddDays(-1) : null, v.RiskGrade, v.Terms, v.ChangedAt,
            v.ChangedBy is { } by ? writers.GetValueOrDefault(by) : null)).Reverse().ToList();
        var shown = query.On is { } on ? product.VersionOn(on) : product.ShownOn(today);
        return new(
            product.Id, product.Version, product.Code, product.Class, product.Currency, product.StateOn(query.On ?? today), product.WithdrawnFrom,
            product.WithdrawalReason, today, query.On ?? today, versions.Find(v => v.Id == shown?.Id), versions);
    }
}
