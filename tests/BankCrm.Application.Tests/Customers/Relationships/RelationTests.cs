using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Relationships;

public sealed class RelationTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Stands_on_both_records_each_in_its_own_words()
    {
        var branch = crm.NewBranch();
        var teller = await TellerAsync(branch);
        var (parent, child) = (await branch.HasCustomerAsync(new() { Name = "王磊" }), await branch.HasCustomerAsync(new() { Name = "王梓涵" }));

        await crm.As(teller).SendAsync(new AddRelation { CustomerId = child, OtherId = parent, Role = RelationRole.Parent, Since = new(2014, 5, 1), Note = "监护人" });

        var ofChild = Assert.Single((await RelationsAsync(teller, child)).Relations);
        var ofParent = Assert.Single((await RelationsAsync(teller, parent)).Relations);
        Assert.Equal((RelationRole.Parent, "王磊", "监护人"), (ofChild.Role, ofChild.Name, ofChild.Note));
        Assert.Equal((RelationRole.Child, "王梓涵", new DateOnly(2014, 5, 1)), (ofParent.Role, ofParent.Name, ofParent.Since));
        var stored = await crm.ReadAsync(db => db.Relations.SingleAsync(r => r.Id == ofChild.Id));
        Assert.Equal(-1, stored.Note!.Envelope.AsSpan().IndexOf("监护人"u8));
    }

    [Fact]
    public async Task Is_told_in_the_history_of_both_with_the_name_of_the_other()
    {
        var (branch, teller, wang, liu) = await PairAsync();
        await crm.As(teller).SendAsync(new AddRelation { CustomerId = wang, OtherId = liu, Role = RelationRole.Spouse, Note = "婚检" });

        foreach (var id in new[] { wang, liu })
        {
            var history = await crm.As(teller).AskAsync<GetCustomerHistory, CustomerHistory>(new(id));
            var changes = history.Page.Items[0].Changes;
            Assert.Equal(RelationKind.Spouse, changes.Single(c => c.Field == "Kind of relation").New);
            Assert.Equal(["刘婷", "王磊"], changes.Where(c => c.Field.EndsWith("of the two", StringComparison.Ordinal)).Select(c => c.New!.ToString()!).Order());
            var timeline = await crm.As(teller).AskAsync<GetTimeline, CustomerTimeline>(new(id));
            Assert.Equal(
                ("Relation added: {0} {1}", RelationRole.Spouse, id == wang ? "刘婷" : "王磊"),
                (timeline.Page.Items[0].Sentence, timeline.Page.Items[0].Args[0], timeline.Page.Items[0].Args[1]));
        }

        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.Actor == teller.Id && e.Changes!.Contains("Relation/")).ToListAsync());
        Assert.Equal([(wang, branch.Id), (liu, branch.Id)], entries.Select(e => (e.CustomerRef!.Value, e.BranchId!.Value)).OrderBy(e => e.Item1 == liu));
        Assert.All(entries, e => Assert.DoesNotContain("婚检", e.Changes));
    }

    [Fact]
    public async Task Is_changed_ended_and_taken_back()
    {
        var (branch, teller, wang, _) = await PairAsync();
        var firm = await branch.HasCustomerAsync(new() { Kind = CustomerKind.Organisation, Name = "北京博远科技有限公司" });
        await crm.As(teller).SendAsync(new AddRelation { CustomerId = firm, OtherId = wang, Role = RelationRole.Shareholder, Share = 30 });

        var id = Assert.Single((await RelationsAsync(teller, wang)).Relations).Id;
        var relation = await ToChangeAsync(teller, wang, id);
        await crm.As(teller).SendAsync(new ChangeRelation { CustomerId = wang, RelationId = id, Version = relation.Version, Share = 45.5m });
        await Assert.ThrowsAsync<ConflictException>(
            () => crm.As(teller).SendAsync(new EndRelation { CustomerId = wang, RelationId = id, Version = relation.Version }));

        var changed = Assert.Single((await RelationsAsync(teller, firm)).Relations);
        Assert.Equal((RelationRole.Shareholder, 45.5m), (changed.Role, changed.Share!.Value));
        var now = await ToChangeAsync(teller, firm, changed.Id);
        await crm.As(teller).SendAsync(new EndRelation { CustomerId = firm, RelationId = changed.Id, Version = now.Version });
        var ended = await ToChangeAsync(teller, firm, changed.Id);
        Assert.NotNull(ended.Until);
        await crm.As(teller).SendAsync(new TakeBackRelation(firm, changed.Id, ended.Version));

        Assert.Empty((await RelationsAsync(teller, wang)).Relations);
        var history = await crm.As(teller).AskAsync<GetCustomerHistory, CustomerHistory>(new(wang));
        Assert.Contains(history.Page.Items[0].Changes, c => c is { Field: "Kind of relation", Old: RelationKind.Owns, New: null });
    }

    [Fact]
    public async Task What_the_rules_forbid_is_refused_whoever_asks()
    {
        var (branch, teller, wang, liu) = await PairAsync();
        var firm = await branch.HasCustomerAsync(new() { Kind = CustomerKind.Organisation, Name = "恒源公司" });
        var other = await branch.HasCustomerAsync(new() { Name = "李娜" });
        await crm.As(teller).SendAsync(new AddRelation { CustomerId = liu, OtherId = wang, Role = RelationRole.Spouse });
        await crm.As(teller).SendAsync(new AddRelation { CustomerId = firm, OtherId = wang, Role = RelationRole.Shareholder, Share = 60 });

        AddRelation[] wrong =
        [
            new() { CustomerId = wang, OtherId = wang, Role = RelationRole.Sibling },
            new() { CustomerId = wang, OtherId = liu, Role = RelationRole.Spouse },
            new() { CustomerId = other, OtherId = liu, Role = RelationRole.Spouse },
            new() { CustomerId = wang, OtherId = firm, Role = RelationRole.Spouse },
            new() { CustomerId = liu, OtherId = firm, Role = RelationRole.CompanyOwned, Share = 40.01m },
            new() { CustomerId = wang, OtherId = liu, Role = RelationRole.Shareholder, Share = 10 },
            new() { CustomerId = wang, OtherId = liu, Role = RelationRole.Sibling, Since = new(2999, 1, 1) },
        ];
        foreach (var command in wrong)
        {
            await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(command));
        }

        await crm.As(teller).SendAsync(new AddRelation { CustomerId = liu, OtherId = firm, Role = RelationRole.CompanyOwned, Share = 40 });
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(
            () => crm.As(teller).SendAsync(new AddRelation { CustomerId = other, OtherId = firm, Role = RelationRole.CompanyOwned, Share = 1.005m }));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(
            () => crm.As(teller).SendAsync(new AddRelation { CustomerId = other, OtherId = liu, Role = RelationRole.Relative, Note = "a\nb" }));
    }

    [Fact]
    public async Task Of_two_who_marry_the_same_at_the_same_time_one_must_look_again()
    {
        var (branch, teller, wang, liu) = await PairAsync();
        var other = await branch.HasCustomerAsync(new() { Name = "李娜" });

        var both = await Task.WhenAll(new[] { wang, other }.Select(id => Record.ExceptionAsync(
            () => crm.As(teller).SendAsync(new AddRelation { CustomerId = id, OtherId = liu, Role = RelationRole.Spouse }))));

        Assert.Single(both, e => e is null);
        Assert.Single(both, e => e is ConflictException or RefusedException);
        Assert.Equal(1, await crm.ReadAsync(db => db.Relations.CountAsync(r => r.FromId == liu || r.ToId == liu)));
    }

    [Fact]
    public async Task Another_branch_sees_that_there_is_somebody_and_not_who()
    {
        var (here, there) = (crm.NewBranch(), crm.NewBranch("South branch"));
        var (teller, stranger) = (await TellerAsync(here), await TellerAsync(there));
        var manager = await here.HasStaffAsync(RoleReach.AllBranches, CustomerPermissions.Read, CustomerPermissions.Change);
        var (mine, theirs) = (await here.HasCustomerAsync(new() { Name = "王磊" }), await there.HasCustomerAsync(new() { Name = "张伟" }));

        await Assert.ThrowsAsync<NotFoundException>(
            () => crm.As(teller).SendAsync(new AddRelation { CustomerId = mine, OtherId = theirs, Role = RelationRole.Sibling }));
        await crm.As(manager).SendAsync(new AddRelation { CustomerId = mine, OtherId = theirs, Role = RelationRole.Sibling, Note = "秘密" });

        var seen = Assert.Single((await RelationsAsync(teller, mine)).Relations);
        Assert.Equal((null, null, "", "South branch", ""), (seen.OtherId, seen.Name, seen.Number, seen.Branch, seen.Note));
        Assert.Equal("王磊", Assert.Single((await RelationsAsync(manager, theirs)).Relations).Name);
        Assert.Null(Assert.Single((await RelationsAsync(stranger, theirs)).Relations).Name);
        await Assert.ThrowsAsync<NotFoundException>(() => RelationsAsync(stranger, mine));
        var history = await crm.As(teller).AskAsync<GetCustomerHistory, CustomerHistory>(new(mine));
        Assert.DoesNotContain(history.Page.Items[0].Changes, c => c.New is "张伟");

        var version = (await ToChangeAsync(teller, mine, seen.Id)).Version;
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(teller).SendAsync(new TakeBackRelation(mine, seen.Id, version)));
        await crm.As(stranger).SendAsync(new EndRelation { CustomerId = theirs, RelationId = seen.Id, Version = version });
        Assert.NotNull(Assert.Single((await RelationsAsync(teller, mine)).Relations).Until);
    }

    [Fact]
    public async Task The_database_itself_keeps_third_branches_away()
    {
        var (here, there, third) = (crm.NewBranch(), crm.NewBranch(), crm.NewBranch());
        var everywhere = await here.HasStaffAsync(RoleReach.AllBranches, CustomerPermissions.Change, CustomerPermissions.Read);
        var (mine, theirs) = (await here.HasCustomerAsync(), await there.HasCustomerAsync());
        await third.SaveAsync();
        await crm.As(everywhere).SendAsync(new AddRelation { CustomerId = mine, OtherId = theirs, Role = RelationRole.Guarantor });

        Assert.Equal(1, await AsBranchAsync<long>(here.Id, $"select count(*) from relations where from_id = '{theirs}'"));
        Assert.Equal(1, await AsBranchAsync<long>(there.Id, $"select count(*) from relations where from_id = '{theirs}'"));
        Assert.Equal(0, await AsBranchAsync<long>(third.Id, $"select count(*) from relations where from_id = '{theirs}'"));
        Assert.Equal(0, await AsBranchAsync<long>(null, "select count(*) from relations"));
        var insert = $"""
            insert into relations (id, from_id, from_branch_id, to_id, to_branch_id, kind, changed_at)
            values (gen_random_uuid(), '{mine}', '{here.Id}', '{theirs}', '{there.Id}', 'Family', now()) returning 1
            """;
        await Assert.ThrowsAsync<PostgresException>(() => AsBranchAsync<int>(here.Id, insert));
    }

    [Fact]
    public async Task A_protected_customer_is_not_named_to_those_who_may_not_open_them()
    {
        var (branch, teller, wang, liu) = await PairAsync();
        var manager = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change, CustomerPermissions.ReadProtected);
        await crm.HasChangedAsync<Customer>(liu, c => c.Protect(true));

        await Assert.ThrowsAsync<ForbiddenException>(
            () => crm.As(teller).SendAsync(new AddRelation { CustomerId = wang, OtherId = liu, Role = RelationRole.Spouse }));
        await crm.As(manager).SendAsync(new AddRelation { CustomerId = wang, OtherId = liu, Role = RelationRole.Spouse, Note = "秘密" });

        var seen = Assert.Single((await RelationsAsync(teller, wang)).Relations);
        Assert.Equal((liu, null, ""), (seen.OtherId!.Value, seen.Name, seen.Note));
        Assert.Equal("刘婷", Assert.Single((await RelationsAsync(manager, wang)).Relations).Name);
        await Assert.ThrowsAsync<ForbiddenException>(() => RelationsAsync(teller, liu));
        Assert.Null((await ToChangeAsync(teller, wang, seen.Id)).Other);
        var history = await crm.As(teller).AskAsync<GetCustomerHistory, CustomerHistory>(new(wang));
        Assert.DoesNotContain(history.Page.Items[0].Changes, c => c.New is "刘婷");
    }

    [Fact]
    public async Task A_relationship_manager_relates_those_they_look_after_to_others_of_the_branch()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.ChangeOwn);
        var (own, other) = (await branch.HasCustomerAsync(new() { Name = "王磊" }), await branch.HasCustomerAsync(new() { Name = "刘婷" }));
        await crm.HasChangedAsync<Customer>(own, c => c.GiveTo(manager.Id));

        await crm.As(manager).SendAsync(new AddRelation { CustomerId = own, OtherId = other, Role = RelationRole.Introducer });

        await Assert.ThrowsAsync<ForbiddenException>(
            () => crm.As(manager).SendAsync(new AddRelation { CustomerId = other, OtherId = own, Role = RelationRole.Sibling }));
    }

    private async Task<(TestBranch Branch, TestStaff Teller, Guid Wang, Guid Liu)> PairAsync()
    {
        var branch = crm.NewBranch();
        return (branch, await TellerAsync(branch), await branch.HasCustomerAsync(new() { Name = "王磊" }), await branch.HasCustomerAsync(new() { Name = "刘婷" }));
    }

    private static Task<TestStaff> TellerAsync(TestBranch branch) => branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);

    private Task<CustomerRelations> RelationsAsync(TestStaff staff, Guid id) => crm.As(staff).AskAsync<GetRelations, CustomerRelations>(new(id));

    private Task<RelationToChange> ToChangeAsync(TestStaff staff, Guid id, Guid relationId) =>
        crm.As(staff).AskAsync<GetRelationToChange, RelationToChange>(new(id, relationId));

    private async Task<T> AsBranchAsync<T>(Guid? branchId, string sql)
    {
        await using var connection = new NpgsqlConnection(crm.Database.ApplicationConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var scope = new NpgsqlCommand("select set_config('crm.scope', 'some', true), set_config('crm.branches', $1, true)", connection, transaction))
        {
            scope.Parameters.Add(new NpgsqlParameter<string> { TypedValue = branchId?.ToString() ?? "" });
            await scope.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
