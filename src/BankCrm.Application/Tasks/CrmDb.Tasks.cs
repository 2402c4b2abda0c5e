using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();

    public DbSet<FollowUpStep> FollowUpSteps => Set<FollowUpStep>();
}
