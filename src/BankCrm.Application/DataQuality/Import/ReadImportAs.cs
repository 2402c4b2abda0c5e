using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.DataQuality.Import;
using FluentValidation;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Corrects what was recognised of a file: encoding, delimiter, the line of the header.</summary>
[Allow(CustomerPermissions.Import)]
public sealed record ReadImportAs(Guid Id, ImportEncoding Encoding, char Delimiter, int HeaderLine);

internal sealed class ReadImportAsValidator : AbstractValidator<ReadImportAs>
{
    public ReadImportAsValidator()
    {
        RuleFor(r => r.Encoding).IsInEnum();
        RuleFor(r => r.Delimiter).Must(d => d is ',' or ';' or '\t' or '|').WithMessage("Choose a delimiter.");
        RuleFor(r => r.HeaderLine).InclusiveBetween(1, 200);
    }
}

internal sealed class ReadImportAsHandler(CrmDb db, IImportFiles files) : ICommandHandler<ReadImportAs>
{
    public async Task HandleAsync(ReadImportAs command, CancellationToken ct)
    {
        var run = await db.ForChangeAsync<ImportRun>(command.Id, ct);
        var look = await files.LookAsync(run.StoredName, command.Encoding, command.Delimiter, ct);
        var (layout, mapping) = FirstReading.Of(look, command.HeaderLine);
        run.ReadAs(layout, mapping);
    }
}
