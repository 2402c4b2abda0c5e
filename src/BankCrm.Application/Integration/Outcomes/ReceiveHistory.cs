using System.IO.Compression;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Scores;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Integration.Outcomes;

/// <summary>Takes in a list of past contacts and looks at what its columns are called. Nothing is read yet.</summary>
[Allow(ScorePermissions.Learn)]
public sealed record ReceiveHistory(Guid Id, string Name, string FileName, Stream Content);

internal sealed class ReceiveHistoryValidator : AbstractValidator<ReceiveHistory>
{
    public ReceiveHistoryValidator()
    {
        RuleFor(r => r.Id).NotEmpty();
        RuleFor(r => r.Name).NotEmpty().IsClean(OutcomeHistory.NameMaxLength);
        RuleFor(r => r.FileName).NotEmpty();
        RuleFor(r => r.Content).NotNull();
    }
}

internal sealed class ReceiveHistoryHandler(CrmDb db, CurrentUser user, IImportFiles files, TimeProvider clock) : ICommandHandler<ReceiveHistory>
{
    public async Task HandleAsync(ReceiveHistory command, CancellationToken ct)
    {
        user.DemandAllBranches(ScorePermissions.Learn);
        var name = command.Name.Trim();
        Refuse.If(await db.OutcomeHistories.AnyAsync(h => h.Name == name, ct), "There is a history with this name already.");
        await using var plain = command.FileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(command.Content, CompressionMode.Decompress, leaveOpen: true) : null;
        var kept = await files.KeepAsync(plain ?? command.Content, ct);
        try
        {
            var look = await files.LookAsync(kept.StoredName, null, null, ct);
            var header = look.First.FirstOrDefault(r => !r.IsBlank);
            Refuse.If(header is null || header.Fault is not null, "There is no row in the file that can be read.");
            db.Add(OutcomeHistory.Receive(command.Id, name, Shown(command.FileName), kept.StoredName, [.. header.Cells.Select(c => c.Trim())], user.StaffId, clock.GetUtcNow()));
        }
        catch
        {
            files.Delete(kept.StoredName);
            throw;
        }
    }

    private static string Shown(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        var clean = string.Concat(name.EnumerateRunes().Where(r => CleanText.Check(r.ToString(), 2) is null).Select(r => r.ToString()));
        return clean.Length == 0 ? "history.csv" : clean.Length > OutcomeHistory.FileNameMaxLength ? clean[^OutcomeHistory.FileNameMaxLength..] : clean;
    }
}
