using BankCrm.CoreBanking;
using BankCrm.CoreBanking.Berka;
using BankCrm.CoreBanking.Live;
using BankCrm.CoreBanking.Sending;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true; // the batch that is under way is in the journal: the next start goes on with it
    stop.Cancel();
};

try
{
    var options = Options.Read(args);
    if (options.AsksForHelp)
    {
        Console.Out.WriteLine(Help.Text);
        return Exits.Done;
    }

    using var journal = Journal.Open(options.Journal);
    using var client = new CrmClient(options.Url, options.ClientId, options.Secret, options.Patience, TimeProvider.System);
    var sender = new Sender(client, journal, options.Source, Console.Out);
    return options.Words switch
    {
        ["live"] => await LiveMode.RunAsync(options, sender, Console.Out, TimeProvider.System, stop.Token),
        ["replay", "berka", var folder] => await BerkaMode.RunAsync(options, folder, sender, Console.Out, stop.Token),
        _ => throw new UsageException("Say what to do: live, or replay berka FOLDER."),
    };
}
catch (UsageException e)
{
    Console.Error.WriteLine($"{e.Message} --help tells more.");
    return Exits.Usage;
}
catch (CrmRefusedException e)
{
    Console.Error.WriteLine(e.Message);
    return Exits.Refused;
}
catch (CrmAwayException e)
{
    Console.Error.WriteLine(e.Message);
    return Exits.Away;
}
catch (OperationCanceledException)
{
    return Exits.Stopped;
}
