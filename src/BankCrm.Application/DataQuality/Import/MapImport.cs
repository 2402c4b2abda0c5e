using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import.Ledger;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using FluentValidation;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Says what the columns of a file mean.</summary>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
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
        RuleFor(m => m.Mapping.DecimalSign).IsInEnum();
        RuleFor(m => m.Mapping.Mode).IsInEnum();
        RuleFor(m => m.Mapping.Key).IsInEnum();
        RuleForEach(m => m.Mapping.Words).Must(w => Enum.IsDefined(w.Key) && w.Value.All(v => Math.Max(v.Key.Length, v.Value.Length) <= FixedMaxLength))
            .WithMessage("A word of the file has too many letters.");
    }
}

internal sealed class MapImportHandler(CrmDb db, CurrentUser user, IImportFiles files) : ICommandHandler<MapImport>
{
    public async Task HandleAsync(MapImport command, CancellationToken ct)
    {
        user.DemandImport(command.Mapping);
        var run = await db.ImportAsync(user, command.Id, ct);
        run.Map(command.Mapping, user.StaffId);
        files.RefuseWhatIsUnsaid(run);
    }
}

/// <summary>Whether a mapping says all that must be said to read the days and amounts of its file.</summary>
internal static class SaidAboutRows
{
    private const int LookedThrough = 20_000;

    extension(IImportFiles files)
    {
        /// <summary>The spreadsheet that wrote one day of a column so wrote them all so; rows further down are refused one by one.</summary>
        public void RefuseWhatIsUnsaid(ImportRun run)
        {
            var (layout, mapping) = (run.Layout, run.Mapping);
            Refuse.If(
                mapping.DateOrder is null && First().Any(row => Suggestion.NeedsDateOrder(mapping.Columns, [row])),
                "Some days can be read in two ways. Say first what 3/7/1985 means: day first or month first.");
            Refuse.If(
                mapping is { DecimalSign: null, Subject: not ImportSubject.Customers } && First().Any(row => LedgerSuggestion.NeedsDecimalSign(mapping.Columns, [row])),
                "Some amounts can be read in two ways. Say first what parts the decimals: point or comma.");

            IEnumerable<CsvRow> First() => files.Rows(run.StoredName, layout.Encoding, layout.Delimiter).Where(r => r.Line > layout.HeaderLine).Take(LookedThrough);
        }
    }
}
