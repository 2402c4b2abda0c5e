using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Reads and checks rows, apart from any connection, and knows what stood in the file before. For one thread.</summary>
/// <param name="isByColleague">Whether there is somebody whose notes they are.</param>
internal sealed partial class ChunkReader(
    DraftReader reader, ImportPlaces places, IBlindIndex index, DateOnly today, int headerLine, bool isByColleague, ImportMode mode, ILogger log)
{
    public const string Unforeseen = "This row cannot be taken in, for a reason nobody foresaw. The log knows more.";

    // The first places of a hash, and the line: a million rows shall not fill the memory. Eight bytes of a million hashes meet by chance
    // once in 37 million files.
    private readonly Dictionary<ulong, int> documents = [];
    private readonly Dictionary<ulong, int> people = [];
    private readonly Dictionary<ulong, int> references = [];
    private int refusedBeside; // of the chunk: further rows of a customer who came in

    /// <param name="numbers">A customer number for each row; none during a check.</param>
    public ReadChunk Read(IReadOnlyList<CsvRow> rows, IReadOnlyList<string> numbers)
    {
        refusedBeside = 0;
        var (candidates, findings, refused, leftOut) = (new List<Candidate>(rows.Count), new List<NewFinding>(), 0, 0);
        foreach (var (place, row) in rows.Index())
        {
            if (reader.IsNoCustomer(row))
            {
                leftOut += row.Line == headerLine ? 0 : 1;
            }
            else if (Tried(row, numbers.Count > 0 ? numbers[place] : null, findings) is { } candidate)
            {
                candidates.Add(candidate);
            }
            else
            {
                refused++;
            }

            findings.AddRange(row.Further.Where(f => !findings.Exists(x => x.Line == f.Line && x.Kind is ImportFindingKind.Refused))
                .Select(f => Finding(f.Line, ImportFindingKind.Remark, RowJoiner.PartOf(row.Line))).ToList());
        }

        return new(rows[^1].Line, candidates, findings, refused + refusedBeside, leftOut);
    }

    /// <summary>By which rows of one customer belong together. Null: the row stands for itself.</summary>
    public string? KeyOf(CsvRow row) => reader.KeyOf(row);

    /// <summary>What no check foresaw is one refused row, and not the end of the run.</summary>
    private Candidate? Tried(CsvRow row, string? number, List<NewFinding> findings)
    {
        try
        {
            return Candidate(row, number, findings);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogUnforeseen(e, row.Line);
            findings.RemoveAll(f => f.Line == row.Line);
            findings.Add(new(row.Line, ImportFindingKind.Refused, null, Unforeseen, [], null));
            return null;
        }
    }

    private Candidate? Candidate(CsvRow row, string? number, List<NewFinding> findings)
    {
        var read = reader.Read(row);
        var faults = read.Faults.ToList();
        var lacks = LackingName(read, faults);
        var branchId = places.BranchOf(read.Branch);
        if (branchId is null && row.Fault is null)
        {
            faults.Add(new(ImportField.Branch, new("No open branch of yours has the code {0}.", read.Branch)));
        }

        if (faults.Count > 0)
        {
            findings.AddRange(faults.Select(f => Finding(row.Line, ImportFindingKind.Refused, f)));
            return null;
        }

        var relations = new List<RowRelation>();
        var (draft, remarks) = (Joined(read, findings, relations), read.Remarks.ToList());
        if (read.Owner.Length > 0)
        {
            draft = draft with { OwnerId = places.StaffOf(read.Owner) };
            if (draft.OwnerId is null)
            {
                remarks.Add(new(ImportField.Owner, new("No colleague has the user name {0}: the branch looks after the customer.", read.Owner)));
            }
        }

        if (draft.Tags.Where(places.IsRetired).ToList() is { Count: > 0 } retired)
        {
            draft = draft with { Tags = [.. draft.Tags.Except(retired)] };
            remarks.AddRange(retired.Select(tag => new RowFault(ImportField.Tags, new("The tag {0} is retired and was left out.", tag))));
        }

        if (!isByColleague && draft.Notes.Any())
        {
            remarks.Add(new(ImportField.Note, new("The note was left out: a note is a colleague's, and the system imported this.")));
        }

        var traits = CustomerTraits.Of(draft, index, today, migrated: true);
        if (SeenBefore(row.Line, draft, branchId!.Value, traits) is { } twice)
        {
            findings.Add(Finding(row.Line, ImportFindingKind.Refused, twice));
            return null;
        }

        if (traits.NameAndBirth is { } hash && !people.TryAdd(Short(hash), row.Line))
        {
            remarks.Add(new(ImportField.Name, new("Somebody of the same name and date of birth stands in line {0}. Are they the same person?", people[Short(hash)])));
        }

        findings.AddRange(remarks.Select(r => Finding(row.Line, ImportFindingKind.Remark, r)));
        return new(row.Line, branchId.Value, draft, traits, number)
        {
            IsRemarked = remarks.Count > 0,
            Lacks = lacks,
            Relations = relations,
            CustomerNumber = reader.Raw(row, ImportField.CustomerNumber).ToUpperInvariant(),
            StatesTier = States(ImportField.Tier),
            StatesStage = States(ImportField.Stage),
        };

        bool States(ImportField field) => mode is not ImportMode.Create && reader.Raw(row, field).Length > 0 && !remarks.Exists(r => r.Field == field);
    }

    /// <summary>With what the other rows of the customer say. Each of them is told of, and refused apart.</summary>
    private CustomerDraft Joined(ReadRow read, List<NewFinding> findings, List<RowRelation> relations)
    {
        var draft = read.Draft;
        relations.AddRange(read.Relation is { } own ? [own] : []);
        foreach (var further in read.Row.Further.Select(reader.Read))
        {
            if (further.Faults.Where(f => f.Field is not ImportField.Name || further.Draft.Name.Length > 0).ToList() is { Count: > 0 } faults)
            {
                findings.AddRange(faults.Select(f => Finding(further.Line, ImportFindingKind.Refused, f)));
                refusedBeside++;
                continue;
            }

            relations.AddRange(further.Relation is { } its ? [its] : []);
            (draft, var told) = RowJoiner.Join(draft, read, further, reader);
            findings.AddRange(told.Concat(further.Remarks).Select(r => Finding(further.Line, ImportFindingKind.Remark, r)));
        }

        return draft;
    }

    /// <summary>A row that changes a customer needs no name. Whether it does, is known when it is compared with the bank.</summary>
    private NewFinding? LackingName(ReadRow read, List<RowFault> faults)
    {
        if (mode is ImportMode.Create || read.Draft.Name.Length > 0 || faults.Find(f => f.Field is ImportField.Name) is not { } fault)
        {
            return null;
        }

        faults.Remove(fault);
        return Finding(read.Line, ImportFindingKind.Refused, fault);
    }

    private RowFault? SeenBefore(int line, CustomerDraft draft, Guid branchId, CustomerTraits traits)
    {
        if (traits.Document is { } document && !documents.TryAdd(Short(document.Lookup), line))
        {
            return new(ImportField.DocumentNumber, new("The same document stands in line {0} of the file.", documents[Short(document.Lookup)]));
        }

        if (draft.ExternalRef.Length == 0)
        {
            return null;
        }

        var reference = Short(SHA256.HashData(Encoding.UTF8.GetBytes($"{branchId}{draft.ExternalRef}")));
        return !references.TryAdd(reference, line)
            ? new(ImportField.ExternalRef, new("The same number of the other system stands in line {0} of the file.", references[reference]))
            : null;
    }

    private static NewFinding Finding(int line, ImportFindingKind kind, RowFault fault) => new(
        line, kind, fault.Field, fault.Fault.Sentence,
        [.. fault.Fault.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)!).Select(a => a.Length > 60 ? a[..60] + "…" : a)], null);

    [LoggerMessage(LogLevel.Error, "The import could not deal with line {Line}")]
    private partial void LogUnforeseen(Exception e, int line);

    private static ulong Short(byte[] hash) => BinaryPrimitives.ReadUInt64BigEndian(hash);
}
