using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>One entry of a camt statement, at which the walk stands.</summary>
internal sealed class CamtEntry(XmlWalk xml, StatementAccount account, StatementLimits limits)
{
    private readonly FaultList faults = new(limits);

    public StatementEntry Take(int number)
    {
        // Whose other end it is depends on credit or debit, which comes before the transactions.
        var transactions = new List<EntryDetail>();
        var sides = new List<(CamtSides Sides, int Place)>();
        var entry = xml.Take(name =>
        {
            if (name != "TxDtls")
            {
                return false;
            }

            if (transactions.Count == limits.Details)
            {
                throw new UnreadableStatement(new Fault("One entry has more than {0} transactions.", limits.Details), xml.Line);
            }

            var transaction = xml.Take();
            sides.Add((new(transaction, account), transactions.Count));
            transactions.Add(DetailOf(transaction));
            return true;
        });
        var isCredit = entry.Of("CdtDbtInd") is "CRDT";
        var isReversal = CamtHeader.IsTrue(entry.Of("RvslInd"));
        foreach (var (side, place) in sides)
        {
            transactions[place] = side.TellOn(transactions[place], isCredit, isReversal);
        }

        return EntryOf(entry, number, isReversal, transactions);
    }

    private StatementEntry EntryOf(XmlNode entry, int number, bool isReversal, List<EntryDetail> transactions)
    {
        var amount = entry.At("Amt");
        var batch = entry.At("NtryDtls", "Btch") ?? entry.At("Btch");
        var state = StateOf(entry.Of("Sts") ?? entry.Of("Sts", "Cd") ?? entry.Of("Sts", "Prtry"), entry.Line);
        var booked = StatementDays.OfXml(Day(entry.At("BookgDt")), faults, entry.Line);
        var valued = StatementDays.OfXml(Day(entry.At("ValDt")), faults, entry.Line);
        if (state is EntryState.Booked && booked is null && valued is null && faults.Taken.Count == 0)
        {
            faults.Add(new Fault("The entry has no date."), entry.Line);
        }

        return new()
        {
            Number = number,
            Line = entry.Line,
            BookedOn = booked,
            ValuedOn = valued,
            Amount = CamtHeader.AmountOf(amount, entry, faults),
            Currency = amount?.Currency ?? "",
            IsReversal = isReversal,
            State = state,
            Code = CodeOf(entry.At("BkTxCd")),
            BankCode = BankCodeOf(entry.At("BkTxCd")),
            BankReference = entry.Of("AcctSvcrRef"),
            EntryReference = entry.Of("NtryRef"),
            Batch = batch?.Of("PmtInfId") ?? batch?.Of("MsgId"),
            Information = entry.Of("AddtlNtryInf"),
            Detail = transactions is [var only] ? only : EntryDetail.None,
            Details = transactions,
            Faults = faults.Taken,
        };
    }

    private EntryDetail DetailOf(XmlNode transaction)
    {
        var refs = transaction.At("Refs");
        var amount = transaction.At("Amt") ?? transaction.At("AmtDtls", "TxAmt", "Amt");
        var words = transaction.At("RmtInf");
        return new()
        {
            // Signed with the entry, where the transaction itself does not say.
            Amount = amount is null ? null
                : transaction.At("CdtDbtInd") is null ? StatementAmounts.Read(amount.Text, '.', amount.Currency ?? "", faults, amount.Line)
                : CamtHeader.AmountOf(amount, transaction, faults),
            Currency = amount?.Currency,
            EndToEndId = refs?.Of("EndToEndId"),
            TransactionId = refs?.Of("TxId"),
            InstructionId = refs?.Of("InstrId"),
            MandateId = refs?.Of("MndtId"),
            Uetr = refs?.Of("UETR"),
            BankReference = refs?.Of("AcctSvcrRef"),
            ChequeNumber = refs?.Of("ChqNb"),
            Code = CodeOf(transaction.At("BkTxCd")),
            BankCode = BankCodeOf(transaction.At("BkTxCd")),
            Purpose = transaction.Of("Purp", "Cd") ?? transaction.Of("Purp", "Prtry"),
            Remittance = Lines(words?.All("Ustrd").Select(w => w.Text) ?? []),
            CreditorReference = Lines(words?.All("Strd").Select(w => w.Of("CdtrRefInf", "Ref") ?? w.Of("CdtrRefInf", "CdtrRef")) ?? []),
            ReturnReason = transaction.Of("RtrInf", "Rsn", "Cd") ?? transaction.Of("RtrInf", "Rsn", "Prtry"),
            Information = Lines((words?.All("Strd").SelectMany(w => w.All("AddtlRmtInf")).Select(w => w.Text) ?? []).Append(transaction.Of("AddtlTxInf"))),
        };
    }

    private EntryState StateOf(string? written, int line)
    {
        switch (written)
        {
            case "BOOK" or null:
                return EntryState.Booked;
            case "PDNG":
                return EntryState.Pending;
            case "FUTR":
                return EntryState.Future;
            case "INFO":
                return EntryState.Information;
            default:
                faults.Add(new Fault("The entry has a status that is not known."), line);
                return EntryState.Information;
        }
    }

    private static string? Day(XmlNode? choice) => choice?.Of("Dt") ?? choice?.Of("DtTm") ?? choice?.Text;

    private static string? CodeOf(XmlNode? code) => code?.At("Domn") is { } domain
        ? Joined('-', domain.Of("Cd"), domain.Of("Fmly", "Cd"), domain.Of("Fmly", "SubFmlyCd"))
        : null;

    private static string? BankCodeOf(XmlNode? code) => code?.At("Prtry") is { } own ? Joined('/', own.Of("Cd"), own.Of("Issr")) : null;

    private static string? Joined(char sign, params IEnumerable<string?> parts) => string.Join(sign, parts.Where(p => p is not null)) is { Length: > 0 } joined ? joined : null;

    private static string? Lines(IEnumerable<string?> lines) => string.Join('\n', lines.Where(l => !string.IsNullOrEmpty(l))) is { Length: > 0 } text ? text : null;
}
