using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BankCrm.Domain.Accounts.Statements;

namespace BankCrm.Web.Platform.Hosting.Verbs;

/// <summary>A reading of statements as JSON, written entry by entry. What the file does not say is null.</summary>
internal static class StatementJson
{
    private const int Enough = 64 * 1024;

    /// <returns>How many things are wrong.</returns>
    public static int Write(IEnumerable<StatementPart> parts, Stream to)
    {
        using var json = new Utf8JsonWriter(to, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var ofFile = new List<StatementFault>();
        var (faults, messages, isOpen, status) = (0, new List<FileBegun>(), false, (string?)null);
        json.WriteStartObject();
        json.WriteStartArray("statements");
        foreach (var part in parts)
        {
            switch (part)
            {
                case FileBegun begun:
                    messages.Add(begun);
                    break;
                case SignOnAnswered answered:
                    status = answered.Status;
                    break;
                case StatementBegun begun:
                    WriteHeader(json, begun.Header);
                    isOpen = true;
                    break;
                case EntryRead read:
                    WriteEntry(json, read.Entry);
                    faults += read.Entry.Faults.Count;
                    break;
                case StatementEnded ended:
                    WriteEnd(json, ended);
                    faults += ended.Faults.Count;
                    isOpen = false;
                    break;
                case FileFaulty faulty:
                    ofFile.Add(faulty.Fault);
                    break;
            }

            if (json.BytesPending > Enough)
            {
                json.Flush();
            }
        }

        if (isOpen)
        {
            json.WriteEndArray();
            json.WriteBoolean("cut_off", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("format", messages.FirstOrDefault()?.Format.ToString());
        json.WriteString("message", messages.FirstOrDefault()?.Message);
        json.WriteString("namespace", messages.FirstOrDefault()?.Namespace);
        json.WriteString("encoding", messages.FirstOrDefault()?.Encoding);
        json.WriteString("signon_status", status);
        WriteFaults(json, ofFile);
        json.WriteEndObject();
        return faults + ofFile.Count;
    }

    private static void WriteHeader(Utf8JsonWriter json, StatementHeader header)
    {
        json.WriteStartObject();
        json.WriteString("kind", header.Kind);
        json.WriteNumber("line", header.Line);
        json.WriteString("id", header.Id);
        json.WriteString("number", header.Number);
        json.WriteString("related_reference", header.RelatedReference);
        WriteNumber(json, "page", header.Page);
        WriteTruth(json, "last_page", header.IsLastPage);
        json.WriteString("account", header.Account.Written);
        json.WriteString("account_number", header.Account.Number);
        json.WriteString("iban", header.Account.Iban);
        json.WriteString("bank", header.Account.Bank);
        json.WriteString("bank_name", header.Account.BankName);
        json.WriteString("currency", header.Account.Currency);
        json.WriteString("owner", header.Account.Owner);
        json.WriteString("account_name", header.Account.Name);
        json.WriteString("account_kind", header.Account.Kind);
        json.WriteString("from", Day(header.From));
        json.WriteString("through", Day(header.Through));
        json.WriteString("made_at", header.MadeAt);
        json.WriteString("copy", header.Copy);
        json.WriteStartArray("entries");
    }

    private static void WriteEntry(Utf8JsonWriter json, StatementEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("number", entry.Number);
        json.WriteNumber("line", entry.Line);
        json.WriteString("booked_on", Day(entry.BookedOn));
        json.WriteString("valued_on", Day(entry.ValuedOn));
        json.WriteString("amount", Amount(entry.Amount));
        json.WriteString("currency", entry.Currency);
        json.WriteBoolean("reversal", entry.IsReversal);
        json.WriteString("state", entry.State.ToString().ToLowerInvariant());
        json.WriteString("code", entry.Code);
        json.WriteString("bank_code", entry.BankCode);
        json.WriteString("bank_reference", entry.BankReference);
        json.WriteString("entry_reference", entry.EntryReference);
        json.WriteString("customer_reference", entry.CustomerReference);
        json.WriteString("batch", entry.Batch);
        json.WriteString("information", entry.Information);
        json.WriteStartObject("detail");
        WriteDetail(json, entry.Detail);
        json.WriteEndObject();
        json.WriteStartArray("details");
        foreach (var detail in entry.Details)
        {
            json.WriteStartObject();
            json.WriteString("amount", Amount(detail.Amount));
            json.WriteString("currency", detail.Currency);
            WriteDetail(json, detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteFaults(json, entry.Faults);
        json.WriteEndObject();
    }

    private static void WriteDetail(Utf8JsonWriter json, EntryDetail detail)
    {
        json.WriteString("counterparty", detail.Counterparty);
        json.WriteString("counterparty_account", detail.CounterpartyAccount);
        json.WriteString("counterparty_bank", detail.CounterpartyBank);
        json.WriteString("ultimate_party", detail.UltimateParty);
        json.WriteString("remittance", detail.Remittance);
        json.WriteString("creditor_reference", detail.CreditorReference);
        json.WriteString("end_to_end_id", detail.EndToEndId);
        json.WriteString("transaction_id", detail.TransactionId);
        json.WriteString("instruction_id", detail.InstructionId);
        json.WriteString("mandate_id", detail.MandateId);
        json.WriteString("uetr", detail.Uetr);
        json.WriteString("bank_reference", detail.BankReference);
        json.WriteString("cheque_number", detail.ChequeNumber);
        json.WriteString("code", detail.Code);
        json.WriteString("bank_code", detail.BankCode);
        json.WriteString("purpose", detail.Purpose);
        json.WriteString("return_reason", detail.ReturnReason);
        json.WriteString("information", detail.Information);
    }

    private static void WriteEnd(Utf8JsonWriter json, StatementEnded ended)
    {
        json.WriteEndArray();
        json.WriteStartArray("balances");
        foreach (var balance in ended.Balances)
        {
            WriteBalance(json, balance);
        }

        json.WriteEndArray();
        var sum = ended.Sum!;
        WriteNamed(json, "opening", sum.Opening);
        WriteNamed(json, "closing", sum.Closing);
        json.WriteNumber("entry_count", sum.Entries);
        json.WriteNumber("detail_count", sum.Details);
        json.WriteString("credits", Amount(sum.Credits));
        json.WriteString("debits", Amount(sum.Debits));
        json.WriteString("sum", Amount(sum.Net));
        json.WriteNumber("unreadable_amounts", sum.Unreadable);
        WriteTruth(json, "adds_up", sum.AddsUp);
        json.WriteString("information", ended.Information);
        WriteFaults(json, ended.Faults);
        json.WriteEndObject();
    }

    private static void WriteNamed(Utf8JsonWriter json, string name, StatementBalance? balance)
    {
        if (balance is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WritePropertyName(name);
        WriteBalance(json, balance);
    }

    private static void WriteBalance(Utf8JsonWriter json, StatementBalance balance)
    {
        json.WriteStartObject();
        json.WriteString("kind", balance.Kind.ToString());
        json.WriteString("type", balance.Code);
        json.WriteString("amount", Amount(balance.Amount));
        json.WriteString("currency", balance.Currency);
        json.WriteString("date", Day(balance.On));
        json.WriteEndObject();
    }

    private static void WriteFaults(Utf8JsonWriter json, IReadOnlyList<StatementFault> faults)
    {
        json.WriteStartArray("faults");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteNumber("line", fault.Line);
            json.WriteString("reason", StatementsReadVerb.Said(fault.Fault));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } given)
        {
            json.WriteNumber(name, given);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteTruth(Utf8JsonWriter json, string name, bool? truth)
    {
        if (truth is { } given)
        {
            json.WriteBoolean(name, given);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string? Amount(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
