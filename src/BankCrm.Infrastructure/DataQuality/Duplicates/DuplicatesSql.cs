namespace BankCrm.Infrastructure.DataQuality.Duplicates;

/// <summary>Which pairs the run-time role sees: those of which it sees both customers. For migrations.</summary>
public static class DuplicatesSql
{
    public const string Protect =
        """
        alter table duplicate_pairs enable row level security;
        alter table duplicate_pairs force row level security;
        create policy duplicate_pairs_scope on duplicate_pairs
          using ((select current_setting('crm.scope', true) = 'all')
            or (exists (select from customers c where c.id = first_id) and exists (select from customers c where c.id = second_id)));
        """;
}
