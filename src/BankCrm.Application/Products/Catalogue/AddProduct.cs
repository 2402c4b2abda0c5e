using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;
using FluentValidation;
using FluentValidation.Results;

namespace BankCrm.Application.Products.Catalogue;

/// <summary>Puts a product into the catalogue, with its first version.</summary>
[Allow(ProductPermissions.Manage)]
public sealed record AddProduct
{
    public Guid Id { get; init; }

    /// <summary>Of its first version.</summary>
    public Guid VersionId { get; init; }

    public ProductClass Class { get; init; }

    public string Code { get; init; } = "";

    public string Currency { get; init; } = Currencies.Home;

    public GivenTerms Given { get; init; } = new();

    /// <summary>As codes are kept: capital letters, half-width.</summary>
    public string PlainCode => HalfWidth.Of(Code?.Trim() ?? "").ToUpperInvariant();
}

internal sealed class AddProductValidator : AbstractValidator<AddProduct>
{
    public AddProductValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.VersionId).NotEmpty();
        RuleFor(c => c.Class).IsInEnum();
        RuleFor(c => c.Code).NotEmpty();
        RuleFor(c => c.Currency).NotEmpty();
        RuleFor(c => c).Custom((command, context) =>
        {
            if (command.PlainCode.Length > 0 && ProductRules.CheckCode(command.PlainCode) is { } fault)
            {
                context.AddFailure(new ValidationFailure(nameof(command.Code), fault.Sentence) { CustomState = fault.Args });
            }

            if (!Currencies.Exist(command.Currency ?? ""))
            {
                context.AddFailure(nameof(command.Currency), "Choose a currency.");
            }
            else if (Enum.IsDefined(command.Class))
            {
                command.Given.Faults(command.Class, command.Currency!).ToList().ForEach(context.AddFailure);
            }
        });
    }
}

internal sealed class AddProductHandler(CrmDb db, TimeProvider clock) : ICommandHandler<AddProduct>
{
    public Task HandleAsync(AddProduct command, CancellationToken ct)
    {
        db.Add(Product.Launch(
            command.Id, command.VersionId, command.PlainCode, command.Class, command.Currency, command.Given.ValidFrom!.Value, command.Given.Whole(),
            Branch.DayAt(clock.GetUtcNow())));
        return Task.CompletedTask;
    }
}
