using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import.Ledger;
using BankCrm.Domain.DataQuality.Import;
using FluentValidation;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Corrects what was recognised of a file.</summary>
/// <param name="HeaderLine">0: there is none.</param>
/// <param name="LeavesOutTotals">False: totals and remarks between the rows are no such things.</param>
/// <param name="Subject">Null: what it was taken for already.</param>
/// <param name="Sheet">Of a workbook. Null: the one that is read already.</param>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record ReadImportAs(
    Guid Id, ImportEncoding Encoding, char Delimiter, int HeaderLine, bool LeavesOutTotals = true, string? Sheet = null,
    ImportSubject? Subject = null);

internal sealed class ReadImportAsValidator : AbstractValidator<ReadImportAs>
{
    public ReadImportAsValidator()
    {
        RuleFor(r => r.Encoding).IsInEnum();
        RuleFor(r => r.Delimiter).Must(d => ImportLayout.Delimiters.Contains(d)).WithMessage("Choose a delimiter.");
        RuleFor(r => r.Subject).IsInEnum();
        RuleFor(r => r.HeaderLine).InclusiveBetween(0, 200);
    }
}

internal sealed class ReadImportAsHandler(CrmDb db, CurrentUser user, IImportFiles files) : ICommandHandler<ReadImportAs>
{
    public async Task HandleAsync(ReadImportAs command, CancellationToken ct)
    {
        var run = await db.ImportAsync(user, command.Id, ct);
        var subject = command.Subject ?? run.Subject;
        user.DemandImport(subject);
        if (command.Sheet is { } sheet && sheet != run.Layout.Sheet && run.Layout.Sheets.Contains(sheet))
        {
            files.TakeSheet(run.StoredName, sheet);
        }

        var look = await files.LookAsync(run.StoredName, command.Encoding, command.Delimiter, ct);
        var (layout, mapping) = FirstReading.Of(look, look.Sheet == run.Layout.Sheet ? command.HeaderLine : null, subject);
        var isSame = layout.Headers.SequenceEqual(run.Layout.Headers) && layout.HeaderLine == run.Layout.HeaderLine && subject == run.Subject;
        run.ReadAs(
            layout with { LeavesOutTotals = command.LeavesOutTotals },
            isSame ? run.Mapping : await db.WithDefaultsAsync(run.BranchId, mapping, run.FirstReceivedAt, source: "", ct), user.StaffId);
    }
}
