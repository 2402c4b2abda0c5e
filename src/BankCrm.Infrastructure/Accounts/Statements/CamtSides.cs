using BankCrm.Domain.Accounts.Statements;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>Debtor and creditor of a transaction, until it is known which of them is the other end.</summary>
internal sealed class CamtSides
{
    private readonly Side debtor;
    private readonly Side creditor;
    private readonly StatementAccount account;
    private readonly string? ownSide;

    public CamtSides(XmlNode transaction, StatementAccount account)
    {
        this.account = account;
        ownSide = transaction.Of("CdtDbtInd");
        debtor = Side.Of(transaction, "Dbtr");
        creditor = Side.Of(transaction, "Cdtr");
    }

    /// <summary>Of a reversal the parties are those of the payment that is taken back, so the other end changes sides.</summary>
    public EntryDetail TellOn(EntryDetail detail, bool isCredit, bool isReversal)
    {
        var comesIn = ownSide is null ? isCredit : ownSide is "CRDT";
        var first = comesIn != isReversal ? debtor : creditor;
        var second = ReferenceEquals(first, debtor) ? creditor : debtor;
        var other = (first.IsNamed && !IsOwn(first)) || !second.IsNamed || IsOwn(second) ? first : second;
        return detail with
        {
            Amount = isCredit || ownSide is not null ? detail.Amount : -detail.Amount,
            Counterparty = other.Name,
            CounterpartyAccount = other.Account,
            CounterpartyBank = other.Bank,
            UltimateParty = other.Ultimate,
        };
    }

    private bool IsOwn(Side side) =>
        (side.Account is { } number && number == account.Number) || (side.Account is null && side.Name is { } name && name == account.Owner);

    private sealed record Side(string? Name, string? Account, string? Bank, string? Ultimate)
    {
        public bool IsNamed => Name is not null || Account is not null;

        public static Side Of(XmlNode transaction, string role)
        {
            var parties = transaction.At("RltdPties");
            return new(
                NameOf(parties?.At(role)), CamtHeader.NumberOf(parties?.At(role + "Acct")), CamtHeader.BankOf(transaction.At("RltdAgts", role + "Agt")),
                NameOf(parties?.At("Ultmt" + role)));
        }

        private static string? NameOf(XmlNode? party) =>
            party?.Of("Nm") ?? party?.Of("Pty", "Nm") ?? party?.Of("Agt", "FinInstnId", "Nm") ?? CamtHeader.BankOf(party?.At("Agt"));
    }
}
