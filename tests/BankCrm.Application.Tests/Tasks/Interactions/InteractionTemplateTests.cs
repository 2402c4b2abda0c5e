using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Tasks.Interactions;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Interactions;

public sealed class InteractionTemplateTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Manager = [InteractionPermissions.Templates, InteractionPermissions.Log, CustomerPermissions.Read];
    private static readonly string[] Teller = [InteractionPermissions.Log, CustomerPermissions.Read];

    [Fact]
    public async Task A_template_is_kept_changed_offered_to_the_branch_only_and_taken_away()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (manager, teller, away) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(Teller), await elsewhere.HasStaffAsync(Manager));
        var (here, there) = (await branch.HasCustomerAsync(), await elsewhere.HasCustomerAsync());
        var keep = new KeepInteractionTemplate { Name = "到期回访", Kind = InteractionKind.Visit, Subject = "存款到期", Text = "意向：" };
        await crm.As(manager).SendAsync(keep);
        var kept = Assert.Single(await ListAsync(manager));

        await crm.As(manager).SendAsync(keep with { Version = kept.Version, Subject = "存款到期后的打算" });

        var offered = Assert.Single((await crm.As(teller).AskAsync<GetInteractionForm, InteractionForm>(new(here))).Templates);
        Assert.Equal(("到期回访", InteractionKind.Visit, "存款到期后的打算"), (offered.Name, offered.Kind, offered.Subject));
        Assert.Empty((await crm.As(away).AskAsync<GetInteractionForm, InteractionForm>(new(there))).Templates);
        await Assert.ThrowsAsync<ConflictException>(async () => await crm.As(manager).SendAsync(keep with { Version = kept.Version, Subject = "Stale" }));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(away).SendAsync(keep with { Version = offered.Version, Subject = "Theirs" }));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(away).SendAsync(new RemoveInteractionTemplate(keep.Id, offered.Version)));
        await Assert.ThrowsAsync<ForbiddenException>(() => ListAsync(teller));
        await crm.As(manager).SendAsync(new RemoveInteractionTemplate(keep.Id, offered.Version));
        Assert.Empty(await ListAsync(manager));
        Assert.Equal(3, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.ObjectId == keep.Id && e.Outcome == AuditOutcome.Ok)));
    }

    [Fact]
    public async Task Names_are_told_apart_and_numbers_do_not_belong_there()
    {
        var manager = await crm.NewBranch().HasStaffAsync(Manager);
        await crm.As(manager).SendAsync(new KeepInteractionTemplate { Name = "Call", Subject = "Called" });

        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new KeepInteractionTemplate { Name = "call ", Subject = "Called" }));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new KeepInteractionTemplate { Name = "Card", Subject = "6222020200112230111" }));
        await Assert.ThrowsAsync<ValidationException>(async () => await crm.As(manager).SendAsync(new KeepInteractionTemplate { Name = "", Subject = "Called" }));
    }

    private Task<IReadOnlyList<TemplateShown>> ListAsync(TestStaff staff) => crm.As(staff).AskAsync<ListInteractionTemplates, IReadOnlyList<TemplateShown>>(new());
}
