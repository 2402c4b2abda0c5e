using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<Interaction> Interactions => Set<Interaction>();

    public DbSet<InteractionCorrection> InteractionCorrections => Set<InteractionCorrection>();

    public DbSet<InteractionTemplate> InteractionTemplates => Set<InteractionTemplate>();

    public DbSet<LastContact> LastContacts => Set<LastContact>();
}
