import django.core.validators
import cities.models.source
import creativecity.thai_calendar
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '__first__'),
        ('cities', '0012_add_packs'),
    ]

    operations = [
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, unique=True, verbose_name='code')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('name_th', models.CharField(max_length=120, verbose_name='name in Thai')),
                ('name_en', models.CharField(max_length=120, verbose_name='name in English')),
                ('unit_th', models.CharField(max_length=40, verbose_name='unit in Thai')),
                ('unit_en', models.CharField(max_length=40, verbose_name='unit in English')),
                ('definition_th', models.TextField(blank=True, verbose_name='how it is counted, in Thai')),
                ('definition_en', models.TextField(blank=True, verbose_name='how it is counted, in English')),
                ('better', models.CharField(choices=[('higher', 'higher is better'), ('lower', 'lower is better')], default='higher', max_length=6, verbose_name='direction')),
                ('year', models.CharField(choices=[('year', 'calendar year'), ('fiscal-year', 'fiscal year')], default='fiscal-year', max_length=12, verbose_name='counted by')),
                ('decimals', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(4)], verbose_name='decimals')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='no longer used since')),
            ],
            options={
                'verbose_name': 'measure',
                'verbose_name_plural': 'measures',
                'ordering': ['position', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('kind', models.CharField(choices=[('baseline', 'baseline'), ('target', 'target'), ('actual', 'actual')], max_length=8, verbose_name='kind')),
                ('period_on', models.DateField(verbose_name='last day of the year')),
                ('precision', models.CharField(choices=[('year', 'calendar year'), ('fiscal-year', 'fiscal year')], max_length=12, verbose_name='kind of year')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='value')),
                ('source_text', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('source_codes', cities.models.source.SourceCodesField(blank=True, default=list, verbose_name='sources')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='note')),
                ('effective_on', models.DateField(default=creativecity.thai_calendar.today, verbose_name='said on')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='cities.city')),
                ('evidence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='cities.evidence', verbose_name='evidence')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='cities.measure')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'outcome',
                'verbose_name_plural': 'outcomes',
                'ordering': ['measure', 'period_on', 'kind'],
            },
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(fields=['city', 'measure', 'kind', 'period_on'], name='outcome_place'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source_text', ''), _negated=True), models.Q(('source_codes', []), _negated=True), ('evidence__isnull', False), _connector='OR'), name='outcome_sourced', violation_error_message='Say where the figure comes from: a source, its code or evidence.'),
        ),
    ]
