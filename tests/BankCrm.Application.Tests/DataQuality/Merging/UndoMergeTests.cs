using System.Globalization;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace BankCrm.Application.Tests.DataQuality.Merging;

public sealed class UndoMergeTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private const int Seed = 20261125;

    /// <summary>More, where somebody asks for them: a thousand take minutes.</summary>
    private static readonly int Pairs = int.Parse(Environment.GetEnvironmentVariable("BANKCRM_MERGED_PAIRS") ?? "50", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Merged_and_undone_every_byte_is_as_it_was()
    {
        var merges = await Merges.OfAsync(crm);
        var dice = new Random(Seed);
        var customers = new List<Guid>();
        for (var i = 0; i < 2 * Pairs; i++)
        {
            customers.Add(await merges.Branch.HasCustomerAsync(Merges.Full(1000 + i, $"{"赵钱孙李周吴"[dice.Next(6)]} {"一二三四五六"[dice.Next(6)]}")));
            if (i % 3 == 0)
            {
                await merges.WroteAsync(customers[i], $"Note {i}");
            }
        }

        var all = await merges.ContentAsync();
        for (var i = 0; i < Pairs; i++)
        {
            Guid[] both = [customers[2 * i], customers[2 * i + 1]];
            var before = await merges.ContentAsync(both);
            var fields = Enum.GetValues<MergeField>().Where(f => f is not MergeField.Protection && dice.Next(2) == 0).ToArray();
            var merge = await merges.MergedAsync(both[0], both[1], fields);
            var between = await merges.ContentAsync(both);

            await merges.UndoAsync(merge);

            Assert.NotEqual(before, between);
            Assert.Equal(before, await merges.ContentAsync(both));
        }

        Assert.Equal(all, await merges.ContentAsync());
    }

    [Fact]
    public async Task Who_was_not_the_same_as_the_one_is_not_the_same_as_the_other_until_it_is_undone()
    {
        var merges = await Merges.OfAsync(crm);
        var (survivor, loser) = (await merges.Branch.HasCustomerAsync(Merges.Full(6001, "郑 一")), await merges.Branch.HasCustomerAsync(Merges.Full(6003, "郑 一")));
        var (father, aunt) = (await merges.Branch.HasCustomerAsync(Merges.Full(6005, "郑 一")), await merges.Branch.HasCustomerAsync(Merges.Full(6007, "郑 一")));
        await PairAsync(loser, father, "NotSame", "Father and son");
        await PairAsync(survivor, father, "Open", "");
        await PairAsync(aunt, loser, "NotSame", "Aunt");
        var before = await PairsAsync(survivor, loser);

        var merge = await merges.MergedAsync(survivor, loser);

        var merged = await PairsAsync(survivor);
        Assert.Equal(["Aunt", "Father and son"], merged.Select(p => p.Remark).Order());
        Assert.All(merged, p => Assert.Equal(DuplicateState.NotSame, p.State));

        await merges.UndoAsync(merge);

        Assert.Equal(before.Select(p => (p.Id, p.State, p.Remark)), (await PairsAsync(survivor, loser)).Select(p => (p.Id, p.State, p.Remark)));
    }

    [Fact]
    public async Task What_was_changed_since_is_left_and_named()
    {
        var merges = await Merges.OfAsync(crm);
        var survivor = await merges.Branch.HasCustomerAsync(Merges.Full(32, "吴 一"));
        var loser = await merges.Branch.HasCustomerAsync(Merges.Full(33, "吴 二"));
        var merge = await merges.MergedAsync(survivor, loser, MergeField.Name);
        var point = await crm.ReadAsync(db => db.ContactPoints.Where(p => p.CustomerId == survivor && p.Kind == ContactKind.Mobile).OrderBy(p => p.Id).LastAsync());
        await crm.HasChangedAsync<ContactPoint>(point.Id, p => p.End(new(2026, 1, 1)));
        await crm.HasChangedAsync<Customer>(survivor, c => c.LiveIn("Suzhou"));

        await merges.UndoAsync(merge);

        var shown = await crm.As(merges.Approver).AskAsync<GetMerge, MergeShown>(new(merge));
        Assert.Contains(shown.Rows, r => r is { Table: "contact_points", Fate: MergeFate.Left, Rows: 1 });
        Assert.Contains(shown.Rows, r => r is { Table: "customers", Fate: MergeFate.Left, Rows: 1 });
        Assert.Equal(survivor, await crm.ReadAsync(db => db.ContactPoints.Where(p => p.Id == point.Id).Select(p => p.CustomerId).SingleAsync()));
        var both = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == survivor || c.Id == loser).ToDictionaryAsync(c => c.Id));
        Assert.Equal(("吴 二", "Suzhou", "吴 二"), (both[survivor].Name, both[survivor].City, both[loser].Name));
        Assert.True(await crm.ReadAsync(db => db.NameKeys.AnyAsync(k => k.CustomerId == loser && k.Key == "吴二")));
        Assert.True(await crm.ReadAsync(db => db.NameKeys.AnyAsync(k => k.CustomerId == survivor && k.Key == "吴二")));
    }

    [Fact]
    public async Task Records_merged_one_after_the_other_come_apart_in_the_opposite_order()
    {
        var merges = await Merges.OfAsync(crm);
        var before = new List<string>();
        var a = await merges.Branch.HasCustomerAsync(Merges.Full(42, "郑 一"));
        var b = await merges.Branch.HasCustomerAsync(Merges.Full(5003, "郑 二"));
        var c = await merges.Branch.HasCustomerAsync(Merges.Full(44, "郑 三"));
        before.Add(await merges.ContentAsync());
        var first = await merges.MergedAsync(b, a);
        before.Add(await merges.ContentAsync());
        var second = await merges.MergedAsync(c, b);

        Assert.Equal(c, await crm.As(merges.Approver).AskAsync<GetSurvivor, Guid?>(new(a)));
        await Assert.ThrowsAsync<RefusedException>(() => merges.UndoAsync(first));
        await merges.UndoAsync(second);
        Assert.Equal(before[1], await merges.ContentAsync());
        await merges.UndoAsync(first);
        Assert.Equal(before[0], await merges.ContentAsync());
        await Assert.ThrowsAsync<RefusedException>(() => merges.UndoAsync(first));
    }

    [Fact]
    public async Task Every_column_that_points_at_a_customer_moves_or_is_named_here()
    {
        string[] stay =
        [
            "audit_entries.customer_ref", "customer_keys.customer_id", "name_keys.customer_id", "merges.survivor_id", "merges.loser_id",
            "duplicate_pairs.first_id", "duplicate_pairs.second_id", "import_images.customer_id", "customer_totals.customer_id", "last_contacts.customer_id", "campaign_contacts.customer_id", "recommendation_answers.customer_id",
            "standing_consents.customer_id", "customer_habits.customer_id", "suggestions.customer_id",
        ];
        var merges = await Merges.OfAsync(crm);
        var customer = await merges.Branch.HasCustomerAsync(new() { Name = "冯 一" });
        var preview = await crm.As(merges.Proposer).AskAsync<GetMergePreview, MergePreview>(
            new(customer, await merges.Branch.HasCustomerAsync(new() { Name = "冯 二" })));
        var moving = preview.Moves.Select(m => m.Table).ToHashSet();

        await using var owner = NpgsqlDataSource.Create(crm.Database.OwnerConnectionString);
        await using var command = owner.CreateCommand(
            """
            select c.relname || '.' || a.attname from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.atttypid = 'uuid'::regtype
              and (a.attname like '%customer_id' or a.attname like '%customer_ref' or exists (
                select from pg_constraint k where k.conrelid = c.oid and k.confrelid = 'customers'::regclass and a.attnum = any (k.conkey)))
            order by 1
            """);
        await using var rows = await command.ExecuteReaderAsync();
        var pointing = new List<string>();
        while (await rows.ReadAsync())
        {
            pointing.Add(rows.GetString(0));
        }

        Assert.Equal([], pointing.Where(column => !moving.Contains(column.Split('.')[0]) && !stay.Contains(column)));
        Assert.Contains("notes.customer_id", pointing);
    }

    private async Task PairAsync(Guid one, Guid other, string state, string remark)
    {
        await using var owner = NpgsqlDataSource.Create(crm.Database.OwnerConnectionString);
        await using var command = owner.CreateCommand(
            """
            insert into duplicate_pairs (id, first_id, second_id, score, is_sure, reasons, found_at, sweep_id, state, remark, changed_at)
            values (gen_random_uuid(), least($1, $2), greatest($1, $2), 80, false, '{}', now(), gen_random_uuid(), $3, $4, now())
            """);
        foreach (var value in new object[] { one, other, state, remark })
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    private Task<List<DuplicatePair>> PairsAsync(params Guid[] customers) => crm.ReadAsync(
        db => db.DuplicatePairs.Where(p => customers.Contains(p.FirstId) || customers.Contains(p.SecondId)).OrderBy(p => p.Id).ToListAsync());
}
