using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Statements;

/// <summary>Takes in a file of statements and says how it is understood; nothing is booked yet.</summary>
[Allow(StatementPermissions.Take)]
public sealed record ReceiveStatements(Guid Id, string FileName, Stream Content);

internal sealed class ReceiveStatementsValidator : AbstractValidator<ReceiveStatements>
{
    public ReceiveStatementsValidator()
    {
        RuleFor(r => r.Id).NotEmpty();
        RuleFor(r => r.FileName).NotEmpty();
        RuleFor(r => r.Content).NotNull();
    }
}

internal sealed class ReceiveStatementsHandler(
    CrmDb db, CurrentUser user, IFileStore files, IColumnCipher cipher, IBlindIndex index, IStatementReading reading, TimeProvider clock) : ICommandHandler<ReceiveStatements>
{
    private const int MostStatements = 1000;
    private const int Batch = 1000;

    public async Task HandleAsync(ReceiveStatements command, CancellationToken ct)
    {
        Refuse.If(user.HomeBranchId is null, "Choose a branch that is yours.");
        var fileId = Guid.CreateVersion7();
        var stored = await KeepAsync(command.Content, fileId, ct);
        try
        {
            var key = cipher.Seal(StatementFile.FileKeyColumn, fileId, stored.Key);
            await using var content = files.Open(StatementFiles.Area, fileId, stored.Key);
            var (begun, faults, statements) = await UnderstandAsync(content, ct);
            var file = StatementFile.Receive(
                command.Id, user.HomeBranchId.Value, new(Shown(command.FileName), fileId, key, stored.Digest, stored.Size), begun, faults, user.Person, clock.GetUtcNow());
            db.Add(file);
            db.Add(StatementLease.Of(file));
            db.AddRange(statements.Select((s, place) => ReceivedStatement.Of(file, place + 1, s.Header, s.Ended, s.Faults, s.Found)));
        }
        catch
        {
            files.Delete(StatementFiles.Area, fileId);
            throw;
        }
    }

    private async Task<StoredFile> KeepAsync(Stream content, Guid fileId, CancellationToken ct)
    {
        using var draft = files.Create(StatementFiles.Area, fileId);
        await content.CopyToAsync(draft.Content, ct);
        return draft.Finish();
    }

    private async Task<(FileBegun Begun, List<StatementFault> Faults, List<Understood> Statements)> UnderstandAsync(Stream content, CancellationToken ct)
    {
        var accounts = new StatementAccounts(db, index);
        var (begun, ofFile, understood) = ((FileBegun?)null, new List<StatementFault>(), new List<Understood>());
        Counting? open = null;
        foreach (var part in reading.Read(content))
        {
            ct.ThrowIfCancellationRequested();
            switch (part)
            {
                case FileBegun first:
                    begun ??= first;
                    break;
                case StatementBegun first:
                    Refuse.If(understood.Count == MostStatements, "The file has more than {0} statements. Split it.", MostStatements);
                    open = new(first.Header, await accounts.FindAsync(first.Header.Account, ct));
                    break;
                case EntryRead read:
                    open!.Add(read.Entry);
                    if (open.Waiting.Count == Batch)
                    {
                        open.Known += await KnownAsync(open, ct);
                    }

                    break;
                case StatementEnded ended:
                    open!.Known += await KnownAsync(open, ct);
                    understood.Add(open.End(ended));
                    break;
                case FileFaulty faulty:
                    ofFile.Add(faulty.Fault);
                    break;
            }
        }

        if (understood.Count == 0)
        {
            Refuse.If(ofFile.Count == 0 ? new Fault("The file holds no statement.") : ofFile[0].Fault);
        }

        return (begun!, ofFile, understood);
    }

    private async Task<int> KnownAsync(Counting open, CancellationToken ct)
    {
        if (open.Account is not { } account || open.Waiting.Count == 0)
        {
            return 0;
        }

        var references = open.Waiting.ConvertAll(w => w.Reference);
        var (from, through) = (open.Waiting.Min(w => w.BookedOn), open.Waiting.Max(w => w.BookedOn));
        open.Waiting.Clear();
        return await db.Transactions.CountAsync(t => t.AccountId == account.Id && t.BookedOn >= from && t.BookedOn <= through && references.Contains(t.Reference), ct);
    }

    private static string Shown(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        var clean = string.Concat(name.EnumerateRunes().Where(r => CleanText.Check(r.ToString(), 2) is null).Select(r => r.ToString()));
        return clean.Length == 0 ? "statements" : clean.Length > StatementFile.FileNameMaxLength ? clean[^StatementFile.FileNameMaxLength..] : clean;
    }

    private sealed record Understood(StatementHeader Header, StatementEnded Ended, IReadOnlyList<StatementFault> Faults, FoundAccount Found);

    /// <summary>A statement while its entries pass by.</summary>
    private sealed class Counting(StatementHeader header, NamedAccount? account)
    {
        private const int MostFaults = 20;

        private readonly StatementMovements movements = new(account?.Number ?? "");
        private readonly List<StatementFault> faults = [];

        public NamedAccount? Account => account;
        public List<Intake.ToldTransaction> Waiting { get; } = [];
        public int Known { get; set; }

        public void Add(StatementEntry entry)
        {
            faults.AddRange(entry.Faults.Take(MostFaults - faults.Count));
            if (account is not null && movements.Of(entry) is { } told)
            {
                Waiting.Add(told);
            }
        }

        public Understood End(StatementEnded ended)
        {
            StatementFault[] all = [.. ended.Faults, .. faults];
            if (all.Length == 0 && account is not null && header.Account.Currency is { } currency && currency != account.Currency)
            {
                all = [new(new Fault("The account is in {0}, the statement in {1}.", account.Currency, currency), header.Line)];
            }

            return new(header, ended, all, new(account?.Id, StatementAccounts.Masked(header.Account), Known));
        }
    }
}

internal static class StatementFiles
{
    public const string Area = "statements";
}
