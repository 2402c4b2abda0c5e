using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<DuplicatePair> DuplicatePairs => Set<DuplicatePair>();

    public DbSet<DuplicateSweep> DuplicateSweeps => Set<DuplicateSweep>();

    public DbSet<SweepProgress> SweepProgress => Set<SweepProgress>();

    public DbSet<ImportRun> Imports => Set<ImportRun>();

    public DbSet<ImportProgress> ImportProgress => Set<ImportProgress>();

    public DbSet<ImportFinding> ImportFindings => Set<ImportFinding>();

    public DbSet<SavedMapping> SavedMappings => Set<SavedMapping>();

    public DbSet<ImportImage> ImportImages => Set<ImportImage>();

    public DbSet<ImportedCustomer> ImportedCustomers => Set<ImportedCustomer>();

    public DbSet<ImportRelation> ImportRelations => Set<ImportRelation>();
}
