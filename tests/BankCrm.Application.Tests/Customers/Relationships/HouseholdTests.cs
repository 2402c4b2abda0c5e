using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Relationships;

public sealed class HouseholdTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Is_formed_joined_handed_on_left_and_dissolved()
    {
        var (branch, teller, wang) = await HeadAsync();
        var (li, lei) = (await branch.HasCustomerAsync(new() { Name = "李秀英", Tier = CustomerTier.Private }), await branch.HasCustomerAsync(new() { Name = "王磊" }));

        await crm.As(teller).SendAsync(new JoinHousehold { CustomerId = wang, Version = (await OfAsync(teller, wang))!.Version, OtherId = li, Since = new(2026, 1, 1) });
        await crm.As(teller).SendAsync(new JoinHousehold { CustomerId = li, Version = (await OfAsync(teller, li))!.Version, OtherId = lei });
        await crm.As(teller).SendAsync(new ChangeHead(wang, li, (await OfAsync(teller, wang))!.Version));
        await crm.As(teller).SendAsync(new LeaveHousehold(wang, wang, (await OfAsync(teller, wang))!.Version));

        var household = (await OfAsync(teller, lei))!;
        Assert.Equal(["李秀英", "王磊", "王建国"], household.Members.Select(m => m.Name));
        Assert.True(household.Members[0].IsHead);
        Assert.Equal(2, household.Totals.Members);
        Assert.Equal((CustomerTier.Private, 1), household.Totals.Tiers[0]);
        Assert.Null(await OfAsync(teller, wang));
        Assert.Equal(["Household", "Head of the household", "Household formed on", "Member of the household since"],
            (await crm.As(teller).AskAsync<GetCustomerHistory, CustomerHistory>(new(wang))).Page.Items
                .Single(e => e.Changes.Any(c => c is { Field: "Household", New: "王建国的家庭" })).Changes.Select(c => c.Field));

        await crm.As(teller).SendAsync(new DissolveHousehold(lei, household.Version));
        Assert.Null(await OfAsync(teller, lei));
    }

    [Fact]
    public async Task Can_be_renamed_and_the_timeline_says_so()
    {
        var (_, teller, wang) = await HeadAsync();

        await crm.As(teller).SendAsync(new RenameHousehold(wang, (await OfAsync(teller, wang))!.Version, " 王家 "));

        Assert.Equal("王家", (await OfAsync(teller, wang))!.Name);
        var told = (await crm.As(teller).AskAsync<GetTimeline, CustomerTimeline>(new(wang))).Page.Items;
        Assert.Equal(["The household was renamed", "A household was formed"], told.Where(e => e.Icon == "affiliate").Select(e => e.Sentence));
        var version = (await OfAsync(teller, wang))!.Version;
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => crm.As(teller).SendAsync(new RenameHousehold(wang, version, "")));
    }

    [Fact]
    public async Task Nobody_lives_in_two()
    {
        var (branch, teller, wang) = await HeadAsync();
        var (zhang, li) = (await branch.HasCustomerAsync(new() { Name = "张伟" }), await branch.HasCustomerAsync(new() { Name = "李娜" }));
        await crm.As(teller).SendAsync(new FormHousehold { CustomerId = zhang, Name = "张伟的家庭" });

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new FormHousehold { CustomerId = wang, Name = "又一个" }));
        var version = (await OfAsync(teller, wang))!.Version;
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new JoinHousehold { CustomerId = wang, Version = version, OtherId = zhang }));
        await crm.As(teller).SendAsync(new JoinHousehold { CustomerId = wang, Version = version, OtherId = li });
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(teller).SendAsync(new LeaveHousehold(wang, li, version)));
    }

    [Fact]
    public async Task Two_who_live_together_come_into_the_household_of_one_or_into_a_new_one()
    {
        var (branch, teller, wang) = await HeadAsync();
        var (li, zhang, liu) = (await branch.HasCustomerAsync(new() { Name = "李秀英" }), await branch.HasCustomerAsync(new() { Name = "张伟" }), await branch.HasCustomerAsync(new() { Name = "刘婷" }));

        await crm.As(teller).SendAsync(Together(wang, li));
        await crm.As(teller).SendAsync(Together(zhang, liu));

        Assert.Equal(["王建国", "李秀英"], (await OfAsync(teller, li))!.Present.Select(m => m.Name));
        var household = (await OfAsync(teller, liu))!;
        Assert.Equal(("两人之家", true), (household.Name, household.Present.Single(m => m.CustomerId == zhang).IsHead));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(Together(wang, li)));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(Together(wang, zhang)));
        var alone = await branch.HasCustomerAsync(new() { Name = "王磊" });
        await crm.As(teller).SendAsync(Together(alone, li));
        Assert.Equal(3, (await OfAsync(teller, wang))!.Totals.Members);

        var stranger = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(Together(wang, alone)));
        var reader = await branch.HasStaffAsync(CustomerPermissions.Read);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(Together(wang, alone)));
    }

    private static LiveTogether Together(Guid customer, Guid other) => new(Guid.CreateVersion7(), customer, other, "两人之家");

    [Fact]
    public async Task Is_not_found_by_another_branch_nor_kept_by_who_may_only_read()
    {
        var (branch, teller, wang) = await HeadAsync();
        var stranger = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var reader = await branch.HasStaffAsync(CustomerPermissions.Read);
        var version = (await OfAsync(teller, wang))!.Version;

        await Assert.ThrowsAsync<NotFoundException>(() => OfAsync(stranger, wang));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(new DissolveHousehold(wang, version)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(new DissolveHousehold(wang, version)));
        var relations = await crm.As(reader).AskAsync<GetRelations, CustomerRelations>(new(wang));
        Assert.Equal("王建国的家庭", relations.Household!.Name);
    }

    private async Task<(TestBranch Branch, TestStaff Teller, Guid Head)> HeadAsync()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var wang = await branch.HasCustomerAsync(new() { Name = "王建国" });
        await crm.As(teller).SendAsync(new FormHousehold { CustomerId = wang, Name = "王建国的家庭", Since = new(2025, 6, 1) });
        return (branch, teller, wang);
    }

    private Task<HouseholdShown?> OfAsync(TestStaff staff, Guid id) => crm.As(staff).AskAsync<GetHousehold, HouseholdShown?>(new(id));
}
