using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Notes;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Testing;
using Npgsql;

namespace BankCrm.Application.Tests.Customers.Notes;

public sealed class NoteAudienceTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task A_note_is_read_by_those_only_for_whom_it_was_written()
    {
        var branch = crm.NewBranch();
        var author = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var colleague = await branch.HasStaffAsync(CustomerPermissions.Read);
        var auditor = await crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, CustomerPermissions.Read);
        var compliance = await crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, CustomerPermissions.Read, AudiencePermissions.ForCompliance);
        var customer = await branch.HasCustomerAsync();
        foreach (var audience in Enum.GetValues<Audience>())
        {
            await crm.As(author).SendAsync(new AddNote { CustomerId = customer, Text = $"For {audience}", Audience = audience });
        }

        foreach (var (reader, expected) in new (TestStaff, Audience[])[]
        {
            (author, [Audience.Everyone, Audience.Branch, Audience.Author, Audience.Compliance]),
            (colleague, [Audience.Everyone, Audience.Branch]),
            (auditor, [Audience.Everyone]),
            (compliance, [Audience.Everyone, Audience.Compliance]),
        })
        {
            var texts = expected.Select(a => $"For {a}").Order().ToList();
            var page = (await crm.As(reader).AskAsync<GetCustomer, SeenCustomer>(new(customer))).Customer!;
            Assert.Equal(texts, page.Parts.Notes.Select(n => n.Text).Order());
            var timeline = await crm.As(reader).AskAsync<GetTimeline, CustomerTimeline>(new(customer));
            Assert.Equal(texts, timeline.Page.Items.Select(e => e.Text).OfType<string>().Where(t => t.StartsWith("For ", StringComparison.Ordinal)).Order());
            var history = await crm.As(reader).AskAsync<GetCustomerHistory, CustomerHistory>(new(customer));
            Assert.Equal(
                texts, history.Page.Items.SelectMany(e => e.Changes).Select(c => c.New).OfType<string>().Where(t => t.StartsWith("For ", StringComparison.Ordinal)).Order());
        }
    }

    [Fact]
    public async Task The_database_itself_hides_it()
    {
        var branch = crm.NewBranch();
        var author = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var customer = await branch.HasCustomerAsync();
        await crm.As(author).SendAsync(new AddNote { CustomerId = customer, Text = "Mine", Audience = Audience.Author });

        Assert.Equal(0, await CountAsync(branch.Id, Guid.CreateVersion7(), ""));
        Assert.Equal(0, await CountAsync(branch.Id, Guid.CreateVersion7(), "compliance"));
        Assert.Equal(1, await CountAsync(branch.Id, author.Id, ""));
        Assert.Equal(1, await CountAsync(branch.Id, Guid.CreateVersion7(), "all"));

        async Task<long> CountAsync(Guid branchId, Guid staff, string audience)
        {
            await using var database = NpgsqlDataSource.Create(crm.Database.ApplicationConnectionString);
            await using var connection = await database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var scope = new NpgsqlCommand(
                "select set_config('crm.scope', 'some', true), set_config('crm.branches', $1, true), set_config('crm.staff', $2, true), set_config('crm.audience', $3, true)",
                connection, transaction))
            {
                scope.Parameters.Add(new() { Value = branchId.ToString() });
                scope.Parameters.Add(new() { Value = staff.ToString() });
                scope.Parameters.Add(new() { Value = audience });
                await scope.ExecuteNonQueryAsync();
            }

            await using var count = new NpgsqlCommand("select count(*) from notes where customer_id = $1", connection, transaction);
            count.Parameters.Add(new() { Value = customer });
            return (long)(await count.ExecuteScalarAsync())!;
        }
    }
}
