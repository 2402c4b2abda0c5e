namespace BankCrm.AuditVerifier;

/// <summary>The input cannot be used: nothing was found out about the trail.</summary>
internal sealed class UnusableException(string message) : Exception(message);

/// <summary>What was asked for on the command line.</summary>
internal sealed record Options(string? Bundle, string? Connection, string Anchors, IReadOnlyList<string> Keys, bool Strict)
{
    public const string Help =
        """
        bankcrm-audit-verifier: checks an audit trail of BankCrm against its anchors, without BankCrm.

          bankcrm-audit-verifier BUNDLE --anchors FILE --key PUBLIC.pem
          bankcrm-audit-verifier --connection "Host=...;Database=...;Username=..." --anchors FILE --key PUBLIC.pem

        BUNDLE             an export of the trail: .jsonl, or .zip with audit.jsonl in it
        --connection TEXT  read the trail from PostgreSQL instead; everything happens in one read-only transaction.
                           Without TEXT's password on the command line: set PGPASSWORD.
        --anchors FILE     the anchor file, from where the attacker cannot have been: your own copy is best
        --key FILE         the public key of the anchors (PEM, P-256). Again for each key that was in use.
        --strict           an anchor that came late (an outage, or a file that was cut and went on) is a fault too
        --help             this text

        It prints the first bad seq and what is wrong with it; on success what it checked, and what no anchor vouches for yet.
        Exit code: 0 all is well, 1 the trail was altered, 2 the input cannot be used.
        """;

    public static Options Parse(IReadOnlyList<string> args)
    {
        string? bundle = null, connection = null, anchors = null;
        var keys = new List<string>();
        var strict = false;
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--connection":
                    connection = Value(ref i);
                    break;
                case "--anchors":
                    anchors = Value(ref i);
                    break;
                case "--key":
                    keys.Add(Value(ref i));
                    break;
                case "--strict":
                    strict = true;
                    break;
                case var other when other.StartsWith('-') || bundle is not null:
                    throw new UnusableException($"'{other}' is not understood. --help shows what is.");
                default:
                    bundle = args[i];
                    break;
            }
        }

        return (bundle is null) == (connection is null) ? throw new UnusableException("Name one input: a bundle or --connection. See --help.")
            : anchors is null ? throw new UnusableException("--anchors is missing: without anchors a rewritten trail looks like any other.")
            : keys.Count == 0 ? throw new UnusableException("--key is missing: without it anybody could have signed the anchors.")
            : new(bundle, connection, anchors, keys, strict);

        string Value(ref int i) => ++i < args.Count ? args[i] : throw new UnusableException($"{args[i - 1]} needs a value.");
    }
}
