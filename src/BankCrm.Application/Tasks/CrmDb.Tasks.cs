using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();

    public DbSet<FollowUpItem> FollowUpItems => Set<FollowUpItem>();

    public DbSet<FollowUpFollower> FollowUpFollowers => Set<FollowUpFollower>();

    public DbSet<FollowUpStep> FollowUpSteps => Set<FollowUpStep>();

    public DbSet<Notice> Notices => Set<Notice>();
}
