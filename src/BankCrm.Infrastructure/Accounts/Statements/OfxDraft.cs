using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>One OFX statement while its elements come in.</summary>
internal sealed class OfxDraft(string kind, int line, StatementLimits limits)
{
    private readonly FaultList faults = new(limits);
    private readonly List<StatementBalance> balances = [];
    private string currency = "";
    private string? number;
    private string? bank;
    private string? branch;
    private string? type;
    private DateOnly? from;
    private DateOnly? through;
    private int entries;
    private bool isBegun;
    private bool hasTrades;

    public void Take(string place, OfxToken token)
    {
        switch (place, token.Name)
        {
            case (_, "CURDEF"):
                currency = token.Value.ToUpperInvariant();
                break;
            case ("BANKACCTFROM" or "CCACCTFROM" or "INVACCTFROM", "ACCTID"):
                number = NullIfEmpty(token.Value);
                break;
            case ("BANKACCTFROM" or "INVACCTFROM", "BANKID" or "BROKERID"):
                bank = NullIfEmpty(token.Value);
                break;
            case ("BANKACCTFROM", "BRANCHID"):
                branch = NullIfEmpty(token.Value);
                break;
            case ("BANKACCTFROM", "ACCTTYPE"):
                type = NullIfEmpty(token.Value);
                break;
            case ("BANKTRANLIST" or "INVTRANLIST", "DTSTART"):
                from = StatementDays.OfOfx(token.Value, faults, token.Line);
                break;
            case ("BANKTRANLIST" or "INVTRANLIST", "DTEND"):
                through = StatementDays.OfOfx(token.Value, faults, token.Line);
                break;
        }
    }

    public void TellOfTrades(int at)
    {
        if (!hasTrades)
        {
            hasTrades = true;
            faults.Add(new Fault("Purchases and sales of securities are not read; only movements of cash are."), at);
        }
    }

    /// <summary>Null: it had begun already.</summary>
    public StatementHeader? Begin()
    {
        if (isBegun)
        {
            return null;
        }

        isBegun = true;
        var iban = number is null ? null : Iban.Normalise(number);
        return new()
        {
            Kind = kind,
            Line = line,
            Account = new(
                number, number, iban is not null && Iban.HasShape(iban) ? iban : null, bank is not null && branch is not null ? $"{bank}/{branch}" : bank,
                Currency: NullIfEmpty(currency), Kind: type),
            From = from,
            Through = through,
        };
    }

    public StatementEntry EntryOf(Dictionary<string, string> told, bool isPending, int at)
    {
        var wrong = new FaultList(limits);
        var unit = Given("CURRENCY.CURSYM")?.ToUpperInvariant() ?? currency;
        var amount = StatementAmounts.Read(Decimals(Given("TRNAMT")), '.', unit, wrong, at, mayBeSigned: true);
        var booked = StatementDays.OfOfx(Given("DTPOSTED") ?? Given("DTTRAN"), wrong, at);
        if (booked is null && wrong.Taken.Count == 0)
        {
            wrong.Add(new Fault("The entry has no date."), at);
        }

        return new()
        {
            Number = ++entries,
            Line = at,
            BookedOn = booked,
            ValuedOn = StatementDays.OfOfx(Given("DTAVAIL"), wrong, at),
            Amount = amount,
            Currency = unit,
            IsReversal = Given("CORRECTACTION") is "DELETE",
            State = isPending ? EntryState.Pending : EntryState.Booked,
            Code = Given("TRNTYPE")?.ToUpperInvariant(),
            BankReference = Given("FITID"),
            CustomerReference = Given("REFNUM") ?? Given("CHECKNUM"),
            Detail = new()
            {
                Counterparty = Given("NAME") ?? Given("PAYEE.NAME"),
                CounterpartyAccount = Given("BANKACCTTO.ACCTID") ?? Given("CCACCTTO.ACCTID"),
                CounterpartyBank = Given("BANKACCTTO.BANKID"),
                Remittance = Given("MEMO"),
                ChequeNumber = Given("CHECKNUM"),
                TransactionId = Given("SRVRTID"),
            },
            Faults = wrong.Taken,
        };

        string? Given(string name) => told.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
    }

    public void AddBalance(string code, Dictionary<string, string> told, int at)
    {
        var isLedger = code is "LEDGERBAL";
        balances.Add(new(
            isLedger ? BalanceKind.Closing : BalanceKind.ClosingAvailable, code,
            StatementAmounts.Read(Decimals(told.GetValueOrDefault("BALAMT")), '.', currency, faults, at, mayBeSigned: true),
            currency, StatementDays.OfOfx(told.GetValueOrDefault("DTASOF"), faults, at), at));
    }

    public StatementEnded End()
    {
        if (currency.Length == 0)
        {
            faults.Add(new Fault("The currency of the statement is missing."), line);
        }

        return new(balances, null, null, faults.Taken);
    }

    /// <summary>OFX allows a comma or a point before the decimals, and nothing between thousands.</summary>
    private static string Decimals(string? written) => written is null ? ""
        : written.Contains('.', StringComparison.Ordinal) ? written
        : written.Replace(',', '.');

    private static string? NullIfEmpty(string value) => value.Length > 0 ? value : null;
}
