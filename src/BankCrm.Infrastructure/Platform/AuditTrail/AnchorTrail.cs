using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>Reads the lines of an anchor file as far as they can be trusted, and then says what is wrong with the next.</summary>
internal sealed class AnchorTrail(IEnumerable<string> lines, AnchorKeys keys)
{
    private AnchorLine? last;

    public Fault? Fault { get; private set; }

    public long Count => last?.Anchor.No ?? 0;

    public IEnumerable<AuditAnchor> Read()
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (AuditAnchor.Parse(line) is not { } anchor)
            {
                continue; // a write that a power cut tore; were it an anchor spoilt by hand, the next would not follow
            }

            Fault = Check(anchor, number);
            if (Fault is not null)
            {
                yield break;
            }

            last = new(anchor, line);
            yield return anchor;
        }
    }

    private Fault? Check(AuditAnchor anchor, int number) =>
        !keys.HaveSigned(anchor)
            ? new("Line {0} of the anchor file is not signed by the bank's key.", number)
        : anchor.No != Count + 1 || anchor.Prev != (last?.Digest() ?? AuditAnchor.NoPrev)
            ? new("Line {0} of the anchor file does not follow the line before: lines were taken out or changed.", number)
        : anchor.Count != anchor.Seq || anchor.Seq <= (last?.Anchor.Seq ?? 0)
            ? new("Line {0} of the anchor file does not count on from the line before.", number)
        : anchor.TimeOf() < last?.Anchor.TimeOf() - ChainCheck.ClockStep
            ? new("Line {0} of the anchor file is older than the line before.", number)
        : null;
}
