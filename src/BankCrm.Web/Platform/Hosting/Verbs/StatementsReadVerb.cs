using System.Globalization;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Accounts.Statements;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class StatementsReadVerb : IVerb
{
    public string Name => "statements read";

    public string Summary => "Shows how a file of account statements is understood; takes nothing in";

    public string Usage =>
        """
        statements read FILE [--json]

        Reads the file with the readers of the page /accounts/statements, apart from any bank. Read are camt.052, camt.053 and camt.054 of every
        version, MT940 (with MT942 and MT950) with or without SWIFT's blocks, and OFX 1.x and 2.x. For each statement: account, balances, entries,
        whether it adds up, and everything that is wrong with it, with its line. Nothing is masked: the file is yours.

        --json: the same as one JSON document with every field. Amounts are texts, as written, below zero for debits; dates are yyyy-mm-dd.

        Exit code 0: nothing is wrong. 1: something is. 2: the command line was not understood.
        """;

    public bool NeedsBank => false;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        if (context.Words is not [var path] || !File.Exists(path))
        {
            throw new VerbException(context.Words is [var missing] ? $"There is no file {missing}." : "Name one file.");
        }

        await using var content = File.OpenRead(path);
        var parts = StatementsSetup.Reading().Read(content);
        var faults = context.Options.ContainsKey("json") ? StatementJson.Write(parts, Console.OpenStandardOutput()) : WriteText(parts);
        return faults > 0 ? 1 : 0;
    }

    internal static string Said(Fault fault) => string.Format(CultureInfo.InvariantCulture, fault.Sentence, fault.Args);

    private static int WriteText(IEnumerable<StatementPart> parts)
    {
        var faults = 0;
        foreach (var part in parts)
        {
            switch (part)
            {
                case FileBegun begun:
                    Console.WriteLine($"{begun.Message}, written in {begun.Encoding}.");
                    break;
                case StatementBegun { Header: var header }:
                    Console.WriteLine($"line {header.Line}: {header.Kind} {header.Id} {header.Number}, account {header.Account.Written ?? "none"} {header.Account.Currency} {header.Account.Owner}");
                    break;
                case EntryRead { Entry: var entry }:
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"  line {entry.Line}: {entry.BookedOn ?? entry.ValuedOn:yyyy-MM-dd} {entry.Amount,14} {entry.Currency} {entry.Code} {entry.Detail.Counterparty} {entry.Detail.Remittance?.ReplaceLineEndings(" ")}"));
                    faults += Tell(entry.Faults);
                    break;
                case StatementEnded { Sum: { } sum } ended:
                    foreach (var balance in ended.Balances)
                    {
                        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {balance.Code} {balance.On:yyyy-MM-dd} {balance.Amount} {balance.Currency}"));
                    }

                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {sum.Entries} entries, credits {sum.Credits}, debits {sum.Debits}: {Verdict(sum.AddsUp)}."));
                    faults += Tell(ended.Faults);
                    break;
                case FileFaulty faulty:
                    faults += Tell([faulty.Fault]);
                    break;
            }
        }

        return faults;
    }

    private static string Verdict(bool? addsUp) => addsUp switch
    {
        true => "adds up",
        false => "does not add up",
        null => "has no two balances to compare with",
    };

    private static int Tell(IReadOnlyList<StatementFault> faults)
    {
        foreach (var fault in faults)
        {
            Console.WriteLine($"    ! {(fault.Line > 0 ? $"line {fault.Line}: " : "")}{Said(fault.Fault)}");
        }

        return faults.Count;
    }
}
