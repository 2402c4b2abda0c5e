using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Infrastructure.Tasks.Queues;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Queues;

/// <summary>A branch with a queue, and what is done with it.</summary>
internal sealed class QueueDesk(TestCrm crm)
{
    public static string[] Teller { get; } = [TaskPermissions.Work, CustomerPermissions.Read];
    public static string[] Manager { get; } = [.. Teller, TaskPermissions.Give, TaskPermissions.Direct, TaskPermissions.ReadAll, TaskPermissions.KeepQueues];

    public async Task<(TestBranch Branch, TestStaff Manager, TestStaff Teller, Guid Queue)> BranchAsync(QueueWay way = QueueWay.Claimed)
    {
        var branch = crm.NewBranch();
        var (manager, teller) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(Teller));
        var queue = await OpenedAsync(manager, "Call backs", way);
        await MemberAsync(manager, queue, teller);
        return (branch, manager, teller, queue);
    }

    public async Task<Guid> OpenedAsync(TestStaff by, string name, QueueWay way = QueueWay.Claimed, string needs = "")
    {
        var command = new KeepQueue { Name = name, Way = way, Needs = needs, Wishes = "wealth" };
        await crm.As(by).SendAsync(command);
        return command.Id;
    }

    public async Task MemberAsync(TestStaff by, Guid queue, TestStaff who, int capacity = 20, string skills = "", bool english = false) => await crm.As(by).SendAsync(
        new KeepMember { QueueId = queue, Version = await QueueVersionAsync(queue), StaffId = who.Id, Capacity = capacity, Skills = skills, SpeaksEnglish = english });

    public async Task<Guid> PlannedAsync(TestStaff by, string line, Guid? queue = null, FollowUpPriority priority = FollowUpPriority.Normal)
    {
        var plan = new PlanFollowUp { Subject = line, QueueId = queue, Priority = priority };
        await crm.As(by).SendAsync(plan);
        return plan.Id;
    }

    public async Task<(Guid? Owner, Guid? Queue)> WhereAsync(Guid id)
    {
        var found = await crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => new { f.OwnerId, f.QueueId }).SingleAsync());
        return (found.OwnerId, found.QueueId);
    }

    public Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => f.Version).SingleAsync());

    public Task<uint> QueueVersionAsync(Guid id) => crm.ReadAsync(db => db.WorkQueues.Where(q => q.Id == id).Select(q => q.Version).SingleAsync());
}
