using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Opens the branches of a list that come with the customers of another system. Those that are there stay as they are.</summary>
/// <param name="Csv">With a header: code (or branch_id, district_id), name, city, and the region where there is one.</param>
[Allow(AdminPermissions.ChangeBranches)]
public sealed record OpenListedBranches(string Csv)
{
    public const string NoneIsNew = "All branches of the list are there already.";

    /// <summary>How many were new, when it is done.</summary>
    public int Opened { get; internal set; }
}

internal sealed class OpenListedBranchesValidator : AbstractValidator<OpenListedBranches>
{
    public OpenListedBranchesValidator() => RuleFor(o => o.Csv).NotEmpty().MaximumLength(1024 * 1024);
}

internal sealed class OpenListedBranchesHandler(CrmDb db, IImportFiles files) : ICommandHandler<OpenListedBranches>
{
    public async Task HandleAsync(OpenListedBranches command, CancellationToken ct)
    {
        var rows = files.Rows(command.Csv).Where(r => !r.IsBlank).ToList();
        Refuse.If(rows.Count < 2 || rows.Exists(r => r.Fault is not null), "The list of branches cannot be read.");
        var headers = rows[0].Cells.Select(Words.Key).ToList();
        var (code, name, city, region) = (
            Column("code", "branchid", "branchcode", "districtid"), Column("name", "branchname"), Column("city"), Column("region", "regionname"));
        Refuse.If(code < 0 || (name < 0 && city < 0), "The list of branches needs a column 'code' and a column 'name' or 'city'.");

        var known = await db.Branches.ToDictionaryAsync(b => b.Code, ct);
        var bank = known.Values.FirstOrDefault(b => b.Kind is BranchKind.Bank);
        if (bank is null)
        {
            bank = Branch.Open(Guid.CreateVersion7(), "HQ", "Head office", BranchKind.Bank, parent: null, "");
            db.Add(bank);
            known[bank.Code] = bank;
        }

        var regions = known.Values.Where(b => b.Kind is BranchKind.Region).ToDictionary(b => b.Name);
        foreach (var row in rows.Skip(1).Where(r => Cell(r, code).Length > 0 && !known.ContainsKey(Cell(r, code))))
        {
            var (number, town) = (Cell(row, code), Cell(row, city));
            var called = Cell(row, name) is { Length: > 0 } given ? given : town;
            Refuse.If(
                (CleanText.Check(number, Branch.CodeMaxLength) ?? CleanText.Check(called, Branch.NameMaxLength)) is not null || called.Length == 0,
                "Line {0} of the list of branches cannot be read.", row.Line);
            var branch = Branch.Open(Guid.CreateVersion7(), number, called, BranchKind.Branch, RegionOf(Cell(row, region)) ?? bank, town);
            db.Add(branch);
            known[number] = branch;
            command.Opened++;
        }

        Refuse.If(command.Opened == 0, OpenListedBranches.NoneIsNew);

        Branch? RegionOf(string called)
        {
            if (called.Length == 0)
            {
                return null;
            }

            if (!regions.TryGetValue(called, out var found))
            {
                var key = $"R-{called}";
                found = Branch.Open(Guid.CreateVersion7(), key.Length > Branch.CodeMaxLength ? key[..Branch.CodeMaxLength] : key, called, BranchKind.Region, bank, "");
                db.Add(found);
                regions[called] = found;
            }

            return found;
        }

        int Column(params string[] names) => headers.FindIndex(h => names.Contains(h));

        static string Cell(CsvRow row, int column) => column >= 0 && column < row.Cells.Length ? CellText.Clean(row.Cells[column]) : "";
    }
}
