using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Changes;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Changes;

public sealed class ChangeCustomerTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task A_manager_renames_and_the_new_name_is_found()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(CustomerPermissions.Change, CustomerPermissions.ChangeIdentity);
        var id = await branch.HasCustomerAsync(new() { Name = "李 梅", BirthDate = new(1990, 1, 2), Employer = "茶厂" });
        var before = await crm.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id));

        await crm.As(manager).SendAsync(new ChangeCustomer
        {
            CustomerId = id,
            Version = before.Version,
            Name = "赵 梅",
            Tier = CustomerTier.Private,
            Tags = "a，b",
            Occupation = "Engineer",
        });

        var saved = await crm.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        Assert.Equal(("赵 梅", CustomerTier.Private, "Engineer"), (saved.Name, saved.Tier, saved.Occupation));
        Assert.Equal(["a", "b"], saved.Tags);
        Assert.Equal((short)1990, saved.BirthYear);
        Assert.NotNull(saved.Employer);
        Assert.False(before.NameAndBirth.AsSpan().SequenceEqual(saved.NameAndBirth));
        Assert.True(await crm.ReadAsync(db => db.NameKeys.AnyAsync(k => k.CustomerId == id && k.Key == "赵梅")));
        Assert.False(await crm.ReadAsync(db => db.NameKeys.AnyAsync(k => k.CustomerId == id && k.Key == "李梅")));
    }

    [Fact]
    public async Task A_teller_changes_the_occupation_and_no_name()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var id = await branch.HasCustomerAsync();

        await SendAsync(teller, id, new() { Name = "Other", Tier = CustomerTier.Vip, Occupation = "Baker" });

        var saved = await crm.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        Assert.Equal(("张伟明", CustomerTier.Mass, "Baker"), (saved.Name, saved.Tier, saved.Occupation));
    }

    [Fact]
    public async Task A_relationship_manager_changes_their_own_customers_only_and_gives_none_away()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(CustomerPermissions.ChangeOwn);
        var own = await branch.HasCustomerAsync(new() { Name = "王 一", OwnerId = manager.Id });
        var other = await branch.HasCustomerAsync(new() { Name = "王 二" });

        await SendAsync(manager, own, new() { OwnerId = manager.Id, Occupation = "Cook" });

        await Assert.ThrowsAsync<ForbiddenException>(() => SendAsync(manager, other, new() { Occupation = "Cook" }));
        await Assert.ThrowsAsync<RefusedException>(() => SendAsync(manager, own, new() { OwnerId = null }));
    }

    [Fact]
    public async Task A_stale_form_is_a_conflict_and_another_branch_is_not_found()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var stranger = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Change);
        var id = await branch.HasCustomerAsync();
        var seen = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Version).SingleAsync());
        await SendAsync(teller, id, new() { Occupation = "First" });

        await Assert.ThrowsAsync<ConflictException>(
            () => crm.As(teller).SendAsync(new ChangeCustomer { CustomerId = id, Version = seen, Occupation = "Second" }));
        await Assert.ThrowsAsync<NotFoundException>(() => SendAsync(stranger, id, new() { Occupation = "Third" }));
    }

    [Fact]
    public async Task A_protected_record_opens_to_those_who_may()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var id = await branch.HasCustomerAsync();
        await crm.HasChangedAsync<Customer>(id, c => c.Protect(true));

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).AskAsync<GetCustomerToChange, CustomerToChange>(new(id)));
        await Assert.ThrowsAsync<ForbiddenException>(() => SendAsync(teller, id, new() { Occupation = "Cook" }));
    }

    [Fact]
    public async Task The_form_shows_no_hidden_value()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var id = await branch.HasCustomerAsync(new() { Name = "孙 三", BirthDate = new(1977, 7, 7), Employer = "秘密公司" });

        var form = await crm.As(teller).AskAsync<GetCustomerToChange, CustomerToChange>(new(id));

        Assert.StartsWith(CustomerParticulars.Hidden, form.Fields[nameof(ChangeCustomer.Employer)]);
        Assert.DoesNotContain("07-07", form.Fields[nameof(ChangeCustomer.BirthDate)]);
    }

    private async Task SendAsync(TestStaff staff, Guid id, ChangeCustomer change)
    {
        var version = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Version).SingleAsync());
        await crm.As(staff).SendAsync(change with { CustomerId = id, Version = version });
    }
}
