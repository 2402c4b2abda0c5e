using System.Globalization;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>What stands round the entries of a camt statement.</summary>
internal static class CamtHeader
{
    public static StatementHeader Of(XmlNode statement, string kind, FaultList faults)
    {
        var pages = statement.At("StmtPgntn") ?? statement.At("RptPgntn") ?? statement.At("NtfctnPgntn");
        var period = statement.At("FrToDt");
        return new()
        {
            Kind = kind,
            Line = statement.Line,
            Id = statement.Of("Id"),
            Number = statement.Of("ElctrncSeqNb") ?? statement.Of("LglSeqNb"),
            Page = int.TryParse(pages?.Of("PgNb"), CultureInfo.InvariantCulture, out var page) ? page : null,
            IsLastPage = pages?.Of("LastPgInd") is { } last ? IsTrue(last) : null,
            Account = AccountOf(statement.At("Acct")),
            From = StatementDays.OfXml(period?.Of("FrDtTm") ?? period?.Of("FrDt"), faults, period?.Line ?? 0),
            Through = StatementDays.OfXml(period?.Of("ToDtTm") ?? period?.Of("ToDt"), faults, period?.Line ?? 0),
            MadeAt = statement.Of("CreDtTm"),
            Copy = statement.Of("CpyDplctInd"),
        };
    }

    public static StatementEnded EndOf(XmlNode statement, FaultList faults)
    {
        var balances = statement.All("Bal").Select(b => BalanceOf(b, faults)).ToList();
        var information = statement.Of("AddtlStmtInf") ?? statement.Of("AddtlRptInf") ?? statement.Of("AddtlNtfctnInf");
        return new(balances, information, AnnouncedBy(statement.At("TxsSummry"), faults), faults.Taken);
    }

    public static bool IsTrue(string? written) => written is "true" or "1";

    /// <summary>Signed by the credit or debit beside it; a sign of its own would say it twice, or the contrary.</summary>
    public static decimal? AmountOf(XmlNode? amount, XmlNode holder, FaultList faults)
    {
        var read = StatementAmounts.Read(amount?.Text, '.', amount?.Currency ?? "", faults, amount?.Line ?? holder.Line);
        switch (holder.Of("CdtDbtInd"))
        {
            case "CRDT":
                return read;
            case "DBIT":
                return -read;
            default:
                faults.Add(new Fault("Whether it is a credit or a debit is missing."), holder.Line);
                return null;
        }
    }

    /// <summary>An IBAN, or whatever other number the version has a place for.</summary>
    public static string? NumberOf(XmlNode? account) => account?.At("Id") is { } id
        ? id.Of("IBAN") ?? id.Of("Othr", "Id") ?? id.Of("BBAN") ?? id.Of("UPIC") ?? id.Of("PrtryAcct", "Id") ?? account.Of("Prxy", "Id")
        : account?.Of("Prxy", "Id");

    public static string? BankOf(XmlNode? agent) => agent?.At("FinInstnId") is { } bank
        ? bank.Of("BICFI") ?? bank.Of("BIC") ?? bank.Of("ClrSysMmbId", "MmbId") ?? bank.Of("ClrSysMmbId", "Id") ?? bank.Of("Othr", "Id") ?? bank.Of("PrtryId", "Id")
            ?? bank.Of("CmbndId", "BIC") ?? bank.Of("CmbndId", "ClrSysMmbId", "Id")
        : null;

    private static StatementAccount AccountOf(XmlNode? account)
    {
        if (account is null)
        {
            return StatementAccount.None;
        }

        var number = NumberOf(account);
        var iban = number is null ? null : Iban.Normalise(number);
        return new(
            number, number, iban is not null && Iban.HasShape(iban) ? iban : null, BankOf(account.At("Svcr")), account.Of("Svcr", "FinInstnId", "Nm"),
            account.Of("Ccy"), account.Of("Ownr", "Nm") ?? account.Of("Ownr", "Pty", "Nm"), account.Of("Nm"), account.Of("Tp", "Cd") ?? account.Of("Tp", "Prtry"));
    }

    private static StatementBalance BalanceOf(XmlNode balance, FaultList faults)
    {
        var type = balance.At("Tp");
        var code = type?.Of("CdOrPrtry", "Cd") ?? type?.Of("CdOrPrtry", "Prtry") ?? type?.Of("Cd") ?? type?.Of("Prtry") ?? "";
        if (code.Length == 0)
        {
            faults.Add(new Fault("The kind of a balance is missing."), balance.Line);
        }

        var amount = balance.At("Amt");
        var day = balance.Of("Dt", "Dt") ?? balance.Of("Dt", "DtTm") ?? balance.Of("Dt");
        var isInterim = type?.Of("SubTp", "Cd") is "INTM";
        return new(KindOf(code, isInterim), code, AmountOf(amount, balance, faults), amount?.Currency ?? "", StatementDays.OfXml(day, faults, balance.Line), balance.Line);
    }

    private static BalanceKind KindOf(string code, bool isInterim) => code switch
    {
        "OPBD" => BalanceKind.Opening,
        "CLBD" when isInterim => BalanceKind.Interim,
        "CLBD" => BalanceKind.Closing,
        "PRCD" => BalanceKind.PreviouslyClosed,
        "ITBD" => BalanceKind.Interim,
        "OPAV" => BalanceKind.OpeningAvailable,
        "CLAV" => BalanceKind.ClosingAvailable,
        "ITAV" => BalanceKind.InterimAvailable,
        "FWAV" => BalanceKind.ForwardAvailable,
        "XPCD" => BalanceKind.Expected,
        "INFO" => BalanceKind.Information,
        _ => BalanceKind.Other,
    };

    private static AnnouncedSums? AnnouncedBy(XmlNode? summary, FaultList faults)
    {
        if (summary is null)
        {
            return null;
        }

        return new(
            int.TryParse(summary.Of("TtlNtries", "NbOfNtries"), CultureInfo.InvariantCulture, out var count) ? count : null,
            Sum("TtlCdtNtries"), Sum("TtlDbtNtries"), summary.Line);

        decimal? Sum(string name) => summary.At(name, "Sum") is { } sum ? StatementAmounts.ReadWithoutCurrency(sum.Text, faults, sum.Line) : null;
    }
}
