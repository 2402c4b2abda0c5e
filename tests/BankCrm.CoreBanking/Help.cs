namespace BankCrm.CoreBanking;

internal static class Exits
{
    public const int Done = 0;
    public const int Usage = 1;

    /// <summary>The CRM does not let the client in, or does not understand it.</summary>
    public const int Refused = 2;

    /// <summary>All was sent, and something was refused, contradicted or is missing.</summary>
    public const int Differences = 3;

    public const int Away = 4;
    public const int Stopped = 130;
}

internal static class Help
{
    public const string Text =
        """
        A stand-in for a core-banking system: sends customers, accounts and movements to BankCrm by its REST interface.

          bankcrm-core-banking live [options]                        made-up movements on made-up accounts
          bankcrm-core-banking replay berka FOLDER [options]         the Berka bank (PKDD'99), from its tables

        Both:
          --url URL            of BankCrm (CORE_CRM_URL; http://localhost:5000)
          --client ID          of the API client (CORE_CLIENT_ID); it must reach all branches, with the scopes
                               customers.write accounts.write arrangements.write transactions.write
          --secret SECRET      of the API client (CORE_CLIENT_SECRET; better there than in the list of processes)
          --source CODE        of the API client's source system (CORE_SOURCE)
          --branches CODES     branches among which customers are spread, with commas (CORE_BRANCHES)
          --journal FOLDER     what was sent and answered (CORE_JOURNAL); one for each source
          --patience SECONDS   how long to try again while BankCrm is away (300)
          --batch COUNT        movements a call (5000)

        live:
          --accounts COUNT     (100)      --rate COUNT   movements a second (10)
          --count COUNT        movements in all, then it ends (0: until it is stopped)
          --seed NUMBER        (1)        --days COUNT   spread those of --count over so many days before now (0)
          When a day is over, its totals are told, for BankCrm to compare.

        replay berka:
          --names FOLDER       with client.csv of the same client numbers, for names
          --most COUNT         movements at most (0: all)

        Killed at any moment, it goes on where it was when it is started again with the same journal: what was under way is sent again under
        its own key, and BankCrm is asked for gaps, which are filled.

        Ends with 0 when all was taken in, 1 for a wrong command line, 2 when BankCrm refuses the client, 3 when something was refused,
        contradicted or is missing, 4 when BankCrm stayed away, 130 when it was stopped.
        """;
}
