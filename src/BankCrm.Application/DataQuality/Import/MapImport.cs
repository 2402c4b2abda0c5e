using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using FluentValidation;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Says what the columns of a file mean.</summary>
[Allow(CustomerPermissions.Import)]
public sealed record MapImport(Guid Id, ImportMapping Mapping);

internal sealed class MapImportValidator : AbstractValidator<MapImport>
{
    private const int FixedMaxLength = 100;

    public MapImportValidator()
    {
        RuleFor(m => m.Mapping).NotNull();
        RuleForEach(m => m.Mapping.Columns).IsInEnum();
        RuleForEach(m => m.Mapping.Fixed).Must(f => Enum.IsDefined(f.Key) && CleanText.Check(f.Value, FixedMaxLength) is null)
            .WithMessage("A value that holds for all rows is one short line.");
        RuleFor(m => m.Mapping.DateOrder).IsInEnum();
        RuleFor(m => m.Mapping.Mode).IsInEnum();
        RuleFor(m => m.Mapping.Key).IsInEnum();
    }
}

internal sealed class MapImportHandler(CrmDb db, CurrentUser user) : ICommandHandler<MapImport>
{
    public async Task HandleAsync(MapImport command, CancellationToken ct)
    {
        user.DemandImport(command.Mapping.Mode);
        var run = await db.ForChangeAsync<ImportRun>(command.Id, ct);
        run.Map(command.Mapping);
    }
}
