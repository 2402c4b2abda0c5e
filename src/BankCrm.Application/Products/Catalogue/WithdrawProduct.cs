using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;
using FluentValidation;

namespace BankCrm.Application.Products.Catalogue;

/// <summary>From that day nobody can buy it any more; who has it keeps it.</summary>
[Allow(ProductPermissions.Manage)]
public sealed record WithdrawProduct
{
    public Guid ProductId { get; init; }

    public uint Version { get; init; }

    public DateOnly? From { get; init; }

    public string Reason { get; init; } = "";
}

internal sealed class WithdrawProductValidator : AbstractValidator<WithdrawProduct>
{
    public WithdrawProductValidator()
    {
        RuleFor(c => c.ProductId).NotEmpty();
        RuleFor(c => c.From).NotEmpty();
        RuleFor(c => c.Reason).NotEmpty().MaximumLength(Product.ReasonMaxLength).Custom((reason, context) =>
        {
            if (CleanText.Check(reason ?? "", int.MaxValue) is { } fault)
            {
                context.AddFailure(fault.Sentence);
            }
        });
    }
}

internal sealed class WithdrawProductHandler(CrmDb db, TimeProvider clock) : ICommandHandler<WithdrawProduct>
{
    public async Task HandleAsync(WithdrawProduct command, CancellationToken ct) =>
        (await db.ForChangeAsync<Product>(command.ProductId, command.Version, ct))
            .Withdraw(command.From!.Value, command.Reason.Trim(), Branch.DayAt(clock.GetUtcNow()));
}

[Allow(ProductPermissions.Manage)]
public sealed record PutBackOnSale(Guid ProductId, uint Version);

internal sealed class PutBackOnSaleValidator : AbstractValidator<PutBackOnSale>
{
    public PutBackOnSaleValidator() => RuleFor(c => c.ProductId).NotEmpty();
}

internal sealed class PutBackOnSaleHandler(CrmDb db) : ICommandHandler<PutBackOnSale>
{
    public async Task HandleAsync(PutBackOnSale command, CancellationToken ct) =>
        (await db.ForChangeAsync<Product>(command.ProductId, command.Version, ct)).PutBackOnSale();
}
