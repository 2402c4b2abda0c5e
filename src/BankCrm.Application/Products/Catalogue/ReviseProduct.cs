using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Products.Catalogue;
using FluentValidation;

namespace BankCrm.Application.Products.Catalogue;

/// <summary>Gives a product other terms from a day on, or changes a version that does not hold yet.</summary>
[Allow(ProductPermissions.Manage)]
public sealed record ReviseProduct
{
    public Guid ProductId { get; init; }

    public uint Version { get; init; }

    /// <summary>Of the version: a new one's, or that of the coming one that is changed.</summary>
    public Guid VersionId { get; init; }

    public bool IsComing { get; init; }

    public GivenTerms Given { get; init; } = new();
}

internal sealed class ReviseProductValidator : AbstractValidator<ReviseProduct>
{
    public ReviseProductValidator()
    {
        RuleFor(c => c.ProductId).NotEmpty();
        RuleFor(c => c.VersionId).NotEmpty();
    }
}

internal sealed class ReviseProductHandler(CrmDb db, TimeProvider clock) : ICommandHandler<ReviseProduct>
{
    public async Task HandleAsync(ReviseProduct command, CancellationToken ct)
    {
        var product = await db.ForChangeAsync<Product>(command.ProductId, command.Version, ct);
        if (command.Given.Faults(product.Class, product.Currency).ToList() is { Count: > 0 } wrong) // the class says what is asked of them
        {
            throw new ValidationException(wrong);
        }

        var (validFrom, terms, today) = (command.Given.ValidFrom!.Value, command.Given.Whole(), Branch.DayAt(clock.GetUtcNow()));
        if (command.IsComing)
        {
            product.ChangeComing(command.VersionId, validFrom, terms, today);
        }
        else
        {
            product.Revise(command.VersionId, validFrom, terms, today);
        }
    }
}

/// <summary>Takes back a version that does not hold yet.</summary>
[Allow(ProductPermissions.Manage)]
public sealed record CancelComingVersion(Guid ProductId, uint Version, Guid VersionId);

internal sealed class CancelComingVersionValidator : AbstractValidator<CancelComingVersion>
{
    public CancelComingVersionValidator() => RuleFor(c => c.VersionId).NotEmpty();
}

internal sealed class CancelComingVersionHandler(CrmDb db, TimeProvider clock) : ICommandHandler<CancelComingVersion>
{
    public async Task HandleAsync(CancelComingVersion command, CancellationToken ct) =>
        (await db.ForChangeAsync<Product>(command.ProductId, command.Version, ct)).CancelComing(command.VersionId, Branch.DayAt(clock.GetUtcNow()));
}
