using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Contacts;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Infrastructure.Accounts.Alerts;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Accounts.Alerts;

public sealed class ContactWatchTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Contact_details_that_change_on_three_occasions_raise_one_alert()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var (restless, calm) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync());
        var watch = crm.Services.GetRequiredService<ContactWatch>();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, await CountAsync(restless));
            await crm.As(teller).SendAsync(new AddContact { CustomerId = restless, Kind = ContactKind.Email, Value = $"someone{i}@example.com" });
            await watch.RunNextAsync(CancellationToken.None);
        }

        await crm.As(teller).SendAsync(new AddContact { CustomerId = calm, Kind = ContactKind.Email, Value = "calm@example.com" });
        await watch.RunNextAsync(CancellationToken.None);
        await watch.RunNextAsync(CancellationToken.None);

        Assert.Equal(1, await CountAsync(restless));
        Assert.Equal(0, await CountAsync(calm));
    }

    private Task<int> CountAsync(Guid customer) =>
        crm.ReadAsync(db => db.MovementAlerts.CountAsync(a => a.CustomerId == customer && a.Rule == AlertRule.ContactChanges));
}
