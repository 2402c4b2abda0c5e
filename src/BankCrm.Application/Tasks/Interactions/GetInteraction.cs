using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Interactions;

/// <summary>One interaction as its page shows it.</summary>
[Allow(InteractionPermissions.Read)]
public sealed record GetInteraction(Guid Id) : IRecorded<InteractionShown>
{
    public AuditRecord Record(InteractionShown shown) => new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(Customer),
        ObjectId = shown.CustomerId,
        CustomerRef = shown.CustomerId,
        BranchId = shown.BranchId,
    };
}

/// <param name="At">As the clocks at the bank's counters showed it.</param>
/// <param name="Text">Null: it can no longer be read, the customer was erased.</param>
public sealed record InteractionShown(
    Guid Id, uint Version, Guid CustomerId, Guid BranchId, string Customer, InteractionKind Kind, InteractionDirection Direction, DateTimeOffset At, int? Minutes,
    string? Subject, string? Text, string? Others, IReadOnlyList<ColleagueChoice> Colleagues, IReadOnlyList<ProductChoice> Products, InteractionOutcome? Outcome,
    InteractionMood? Mood, Audience Audience, string? WrittenBy, DateTimeOffset WrittenAt, DateTimeOffset? EditedAt)
{
    public WithdrawalShown? Withdrawal { get; init; }
    public IReadOnlyList<CorrectionShown> Corrections { get; init; } = [];
    public bool MayEdit { get; init; }
    public bool MayCorrect { get; init; }
    public bool MayWithdraw { get; init; }
}

public sealed record WithdrawalShown(DateTimeOffset At, string? By, string? Reason);

public sealed record CorrectionShown(DateTimeOffset At, string? By, string? Text);

internal sealed class GetInteractionHandler(CrmDb db, CurrentUser user, ICustomerVault vault, StaffNames staff, TimeProvider clock) : IQueryHandler<GetInteraction, InteractionShown>
{
    public async Task<InteractionShown> HandleAsync(GetInteraction query, CancellationToken ct)
    {
        var found = await db.Interactions.Where(i => i.Id == query.Id)
            .Join(db.Customers, i => i.CustomerId, c => c.Id, (i, c) => new { Interaction = i, c.Name, c.IsProtected })
            .LeftJoin(db.CustomerKeys, i => i.Interaction.CustomerId, k => k.CustomerId, (i, k) => new { i.Interaction, i.Name, i.IsProtected, k!.Wrapped })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        if (found.IsProtected)
        {
            user.Demand(CustomerPermissions.ReadProtected);
        }

        var it = found.Interaction;
        var cipher = found.Wrapped is null ? null : vault.Open(it.CustomerId, found.Wrapped);
        var corrections = await db.InteractionCorrections.Where(c => c.InteractionId == it.Id).OrderBy(c => c.Id).ToListAsync(ct);
        var names = await staff.OfAsync(db, [it.WrittenBy, it.WithdrawnBy ?? it.WrittenBy, .. it.Colleagues, .. corrections.Select(c => c.WrittenBy)], ct);
        var mayLog = user.May(InteractionPermissions.Log);
        return new(
            it.Id, it.Version, it.CustomerId, it.BranchId, found.Name, it.Kind, it.Direction, Branch.At(it.At), it.Minutes, Open(cipher, Interaction.SubjectColumn, it.Id, it.Subject),
            Open(cipher, Interaction.TextColumn, it.Id, it.Text), Open(cipher, Interaction.OthersColumn, it.Id, it.Others),
            [.. it.Colleagues.Where(names.ContainsKey).Select(id => new ColleagueChoice(id, names[id]))], await ProductsAsync(it, ct), it.Outcome, it.Mood, it.Audience,
            names.GetValueOrDefault(it.WrittenBy), it.WrittenAt, it.EditedAt)
        {
            Withdrawal = it.WithdrawnAt is { } at
                ? new(at, names.GetValueOrDefault(it.WithdrawnBy!.Value), Open(cipher, Interaction.ReasonColumn, it.Id, it.WithdrawalReason))
                : null,
            Corrections = [.. corrections.Select(c => new CorrectionShown(c.WrittenAt, names.GetValueOrDefault(c.WrittenBy), Open(cipher, InteractionCorrection.TextColumn, c.Id, c.Text)))],
            MayEdit = mayLog && it.MayEdit(user.StaffId, clock.GetUtcNow()),
            MayCorrect = mayLog && it.WithdrawnAt is null,
            MayWithdraw = it.WithdrawnAt is null && ((mayLog && it.WrittenBy == user.StaffId) || user.May(InteractionPermissions.Withdraw)),
        };
    }

    private async Task<IReadOnlyList<ProductChoice>> ProductsAsync(Interaction it, CancellationToken ct)
    {
        if (it.Products.Length == 0)
        {
            return [];
        }

        var versions = await db.VersionsShownOn(Branch.DayAt(it.At)).Where(v => it.Products.Contains(v.ProductId)).Select(v => new { v.ProductId, v.Terms.Name, v.Terms.ChineseName }).ToListAsync(ct);
        return [.. versions.Select(v => new ProductChoice(v.ProductId, v.Name, v.ChineseName))];
    }

    private static string? Open(ICustomerCipher? cipher, string column, Guid row, Sealed? value) => value is null ? null : cipher?.Open(column, row, value);
}
