namespace BankCrm.Infrastructure.Admin.Calendar;

/// <summary>The year that comes with the product. For a migration; later years are brought in.</summary>
internal static class ShippedYear
{
    public const string Sql =
        """
        with y as (
          insert into calendar_years (id, year, source, changed_at) values (gen_random_uuid(), 2026, 'State Council, 2025-11-04', now()) returning id)
        insert into calendar_days (year_id, day, kind, name)
        select y.id, d::date, s.kind, s.name
        from y cross join (values
          ('2026-01-01', '2026-01-03', 'Off', 'New Year''s Day'),
          ('2026-01-04', '2026-01-04', 'Working', 'New Year''s Day'),
          ('2026-02-14', '2026-02-14', 'Working', 'Spring Festival'),
          ('2026-02-15', '2026-02-23', 'Off', 'Spring Festival'),
          ('2026-02-28', '2026-02-28', 'Working', 'Spring Festival'),
          ('2026-04-04', '2026-04-06', 'Off', 'Tomb-sweeping Day'),
          ('2026-05-01', '2026-05-05', 'Off', 'Labour Day'),
          ('2026-05-09', '2026-05-09', 'Working', 'Labour Day'),
          ('2026-06-19', '2026-06-21', 'Off', 'Dragon Boat Festival'),
          ('2026-09-20', '2026-09-20', 'Working', 'National Day'),
          ('2026-09-25', '2026-09-27', 'Off', 'Mid-autumn Festival'),
          ('2026-10-01', '2026-10-07', 'Off', 'National Day'),
          ('2026-10-10', '2026-10-10', 'Working', 'National Day')) s(first, last, kind, name)
        cross join generate_series(s.first::date, s.last::date, interval '1 day') d;
        """;
}
