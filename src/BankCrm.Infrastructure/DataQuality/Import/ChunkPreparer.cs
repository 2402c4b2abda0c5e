using System.Buffers.Binary;
using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <param name="Numbers">A customer number for each row; none during a check.</param>
internal sealed record RawChunk(IReadOnlyList<CsvRow> Rows, IReadOnlyList<string> Numbers);

/// <summary>A row without faults.</summary>
/// <param name="Customer">Null during a check.</param>
internal sealed record Candidate(int Line, Guid BranchId, string ExternalRef, CustomerTraits Traits, KeyedCustomer? Customer, bool IsRemarked);

internal sealed record ReadyChunk(int LastLine, IReadOnlyList<Candidate> Candidates, List<NewFinding> Findings, int Refused, int LeftOut);

/// <summary>Reads, checks and seals rows, apart from any connection. One thread: the rows it has seen are not locked.</summary>
internal sealed class ChunkPreparer(
    DraftReader reader, ImportPlaces places, ICustomerVault vault, IBlindIndex index, NameReader names, CurrentUser user, DateTimeOffset now, DateOnly today, int headerLine)
{
    // What stands in the file already: the first places of a keyed hash, and the line. Eight bytes of a million hashes meet by chance once in 37 million files.
    private readonly Dictionary<ulong, int> documents = [];
    private readonly Dictionary<ulong, int> people = [];
    private readonly Dictionary<string, int> references = new(StringComparer.Ordinal);

    public ReadyChunk Prepare(RawChunk chunk)
    {
        var (candidates, findings, refused, leftOut) = (new List<Candidate>(chunk.Rows.Count), new List<NewFinding>(), 0, 0);
        foreach (var (place, row) in chunk.Rows.Index())
        {
            if (reader.IsNoCustomer(row))
            {
                leftOut += row.Line == headerLine ? 0 : 1;
            }
            else if (Candidate(row, chunk.Numbers.Count > 0 ? chunk.Numbers[place] : null, findings) is { } candidate)
            {
                candidates.Add(candidate);
            }
            else
            {
                refused++;
            }
        }

        return new(chunk.Rows[^1].Line, candidates, findings, refused, leftOut);
    }

    private Candidate? Candidate(CsvRow row, string? number, List<NewFinding> findings)
    {
        var read = reader.Read(row);
        var faults = read.Faults.ToList();
        var remarks = read.Remarks.ToList();
        var branchId = places.BranchOf(read.Branch);
        if (branchId is null && row.Fault is null)
        {
            faults.Add(new(ImportField.Branch, new("No open branch of yours has the code {0}.", read.Branch)));
        }

        var draft = read.Draft;
        if (read.Owner.Length > 0)
        {
            draft = draft with { OwnerId = places.StaffOf(read.Owner) };
            if (draft.OwnerId is null)
            {
                remarks.Add(new(ImportField.Owner, new("No colleague has the user name {0}: the branch looks after the customer.", read.Owner)));
            }
        }

        if (faults.Count > 0)
        {
            findings.AddRange(faults.Select(f => Finding(row.Line, ImportFindingKind.Refused, f)));
            return null;
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
        return new(row.Line, branchId.Value, draft.ExternalRef, traits, number is null ? null : Sealed(draft, number, branchId.Value), remarks.Count > 0);
    }

    private RowFault? SeenBefore(int line, CustomerDraft draft, Guid branchId, CustomerTraits traits)
    {
        if (traits.Document is { } document && !documents.TryAdd(Short(document.Lookup), line))
        {
            return new(ImportField.DocumentNumber, new("The same document stands in line {0} of the file.", documents[Short(document.Lookup)]));
        }

        var reference = $"{branchId} {draft.ExternalRef}";
        return draft.ExternalRef.Length > 0 && !references.TryAdd(reference, line)
            ? new(ImportField.ExternalRef, new("The same number of the other system stands in line {0} of the file.", references[reference]))
            : null;
    }

    private KeyedCustomer Sealed(CustomerDraft draft, string number, Guid branchId)
    {
        var (key, cipher) = vault.Create(draft.Id);
        return new(NewCustomer.Of(draft, number, branchId, user.StaffId, new(cipher, index), names, now, today, migrated: true), key);
    }

    private static NewFinding Finding(int line, ImportFindingKind kind, RowFault fault) => new(
        line, kind, fault.Field, fault.Fault.Sentence,
        [.. fault.Fault.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)!).Select(a => a.Length > 60 ? a[..60] + "…" : a)], null);

    private static ulong Short(byte[] hash) => BinaryPrimitives.ReadUInt64BigEndian(hash);
}
